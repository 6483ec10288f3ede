package dev.quintet.anomaly.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.quintet.anomaly.cause.CauseModel;
import dev.quintet.anomaly.cause.Example;
import dev.quintet.anomaly.diagnosis.LabelledEpisode;
import dev.quintet.anomaly.diagnosis.LearnedModel;
import dev.quintet.anomaly.diagnosis.PriorCauses;

/** Learns from stored examples, and measures what was learned on others. */
final class Learning {
    /** Of a cause's examples every third is held back; of one or two none. */
    private static final int ONE_OF = 3;

    private Learning() {}

    /** @param examples at least one */
    static LearnedModel learn(String id, List<StoredExample> examples) {
        List<Example> learned =
                examples.stream().map(example -> example.episode().example()).toList();
        return new LearnedModel(id, CauseModel.learn(learned));
    }

    /**
     * Examples to learn from and examples to measure on.
     *
     * @param heldBack empty if no cause has three
     */
    record Division(List<StoredExample> learned, List<StoredExample> heldBack) {}

    static Division divide(List<StoredExample> examples) {
        Map<String, Integer> seen = new TreeMap<>();
        List<StoredExample> learned = new ArrayList<>();
        List<StoredExample> heldBack = new ArrayList<>();
        for (StoredExample example : examples) {
            int number = seen.merge(example.cause(), 1, Integer::sum);
            (number % ONE_OF == 0 ? heldBack : learned).add(example);
        }
        return new Division(learned, heldBack);
    }

    /** The part of the examples that is named right. */
    static double named(List<StoredExample> examples, PriorCauses prior, Optional<LearnedModel> model) {
        return examples.stream()
                .map(StoredExample::episode)
                .mapToDouble(
                        (LabelledEpisode episode) -> prior.name(episode, model).equals(episode.cause()) ? 1 : 0)
                .average()
                .orElse(0);
    }
}
