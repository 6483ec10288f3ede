package dev.quintet.anomaly.rank;

import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** In which form a model is given what is known of a node. */
public enum FeatureForm {
    /** A metric's smoothed value, in its own unit. */
    VALUE,

    /**
     * How far a metric is from where it was in the calm sample most like this one, beyond what a change of work explains,
     * in its usual spreads, with its sign, squeezed: {@code tanh(spreads / 4)}.
     */
    SPREADS,

    /** {@code ln(1 + d)} of the distance to the nearest calm samples, in calm distances; what work explains forgiven. */
    DISTANCE,

    /** As {@link #DISTANCE}, nothing forgiven. */
    DISTANCE_OF_ANY;

    /** Whether it is the form of one metric. */
    boolean ofMetric() {
        return this == VALUE || this == SPREADS;
    }

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws RankModelException if there is no such form */
    @JsonCreator
    static FeatureForm of(String text) {
        return Arrays.stream(values())
                .filter(form -> form.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new RankModelException("a feature's form is none of "
                        + Arrays.stream(values()).map(FeatureForm::text).toList()));
    }
}
