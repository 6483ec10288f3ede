package dev.quintet.anomaly.diagnosis;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.metric.MetricGroup;

/** Names the cause of a labelled episode as the diagnosis would: to see whether a model is better than what there was. */
@Singleton
public class PriorCauses {
    private final List<Signature> signatures = Signatures.known();

    /**
     * The best cause.
     *
     * @param model beside what is known beforehand; empty = that alone
     */
    public String name(LabelledEpisode episode, Optional<LearnedModel> model) {
        Movements movements = episode.movements();
        Map<MetricGroup, Double> observed = movements.byGroup();
        Map<String, Double> prior = new LinkedHashMap<>();
        signatures.forEach(signature -> prior.put(signature.cause(), signature.fit(observed)));
        return model.map(learned -> learned.beside(prior, movements)).orElse(prior).entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
