package dev.quintet.anomaly.metric;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * All metrics of one node at one time.
 *
 * @param time when it was taken
 * @param values in the order of the {@link MetricCatalog}; NaN = not measured. Not copied: treat as read-only.
 */
@SuppressWarnings("ArrayRecordComponent") // samples are made by the thousand and never compared
public record Sample(Instant time, float[] values) {
    /** The value of a column, empty if it was not measured or there is no such column (-1). */
    public OptionalDouble value(int column) {
        return column < 0 || Float.isNaN(values[column]) ? OptionalDouble.empty() : OptionalDouble.of(values[column]);
    }
}
