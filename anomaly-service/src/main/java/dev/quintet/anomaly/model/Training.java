package dev.quintet.anomaly.model;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.diagnosis.LearnedModel;
import dev.quintet.anomaly.diagnosis.PriorCauses;
import dev.quintet.anomaly.model.PastFaults.PastFault;
import dev.quintet.anomaly.model.PastFaults.Span;

/**
 * Makes a new version of the model: from the faults of a time and all that was judged, at most {@value #MOST_OF_A_CAUSE}
 * examples of a cause. It becomes active only if it names the examples held back no worse than what is in use; that one
 * may have learned them, which only makes it harder. What is then active has learned all of them.
 */
@Singleton
class Training {
    private static final int MOST_OF_A_CAUSE = 50;

    private final PastFaults faults;
    private final ExampleStore examples;
    private final ModelStore models;
    private final ActiveModel active;
    private final PriorCauses prior;
    private final Clock clock;

    Training(
            PastFaults faults,
            ExampleStore examples,
            ModelStore models,
            ActiveModel active,
            PriorCauses prior,
            Clock clock) {
        this.faults = faults;
        this.examples = examples;
        this.models = models;
        this.active = active;
        this.prior = prior;
        this.clock = clock;
    }

    /**
     * What came of a training.
     *
     * @param model the new version; empty if there was nothing to learn from
     * @param message a sentence
     */
    record Outcome(Optional<String> model, String message) {}

    /**
     * @param spans whose faults become examples
     * @param progress told what is done and how far it is, 0..1
     */
    Outcome train(List<Span> spans, BiConsumer<Double, String> progress) {
        for (Span span : spans) {
            collect(span, progress);
        }
        progress.accept(0.6, "learning");
        List<StoredExample> all = examples.newest(MOST_OF_A_CAUSE);
        if (all.isEmpty()) {
            return new Outcome(Optional.empty(), "there is no example: no fault in that time, and no feedback");
        }
        active.refresh();
        Learning.Division division = Learning.divide(all);
        List<StoredExample> heldBack = division.heldBack();
        Double named = null;
        Double before = null;
        if (!heldBack.isEmpty()) {
            Optional<LearnedModel> candidate = Optional.of(Learning.learn("candidate", division.learned()));
            named = Learning.named(heldBack, prior, candidate);
            before = Learning.named(heldBack, prior, active.current());
        }
        progress.accept(0.9, "keeping it");
        long id = models.add(new StoredModel(
                0,
                clock.instant(),
                all.stream().map(StoredExample::id).toList(),
                all.stream().map(StoredExample::cause).distinct().sorted().toList(),
                heldBack.size(),
                named,
                before,
                false));
        boolean better = named == null || named >= before;
        if (better) {
            models.activate(id);
            active.refresh();
        }
        return new Outcome(
                Optional.of("v" + id),
                better
                        ? "v" + id + " is in use"
                        : "v" + id + " names fewer of the examples held back, and is not used");
    }

    private void collect(Span span, BiConsumer<Double, String> progress) {
        List<PastFault> past = faults.within(span);
        int done = 0;
        for (PastFault fault : past) {
            progress.accept(0.6 * done++ / past.size(), "reading what " + fault.type() + " did");
            faults.episode(fault, span.experiment())
                    .ifPresent(episode -> examples.keep("fault " + fault.id(), episode));
        }
    }
}
