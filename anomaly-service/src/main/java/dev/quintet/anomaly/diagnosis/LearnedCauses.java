package dev.quintet.anomaly.diagnosis;

import java.util.Optional;

/** What is known of causes by examples, now. */
public interface LearnedCauses {
    /** Nothing is. */
    LearnedCauses NONE = Optional::empty;

    /** The model in use; empty if causes are known beforehand alone. */
    Optional<LearnedModel> current();
}
