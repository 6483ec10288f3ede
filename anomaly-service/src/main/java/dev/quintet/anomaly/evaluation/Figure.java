package dev.quintet.anomaly.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One measured figure.
 *
 * @param protocol how it was measured
 * @param method whose it is
 * @param examples a cause, where it matters
 * @param name what it tells
 * @param value the figure, a part of 1 unless the name has a unit; null if there was nothing to measure, or if it is
 *     beyond all bounds
 * @param low the lower end of its 95 % interval over runs (bootstrap), null where it has none
 * @param high the upper end
 * @param runs tested runs
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Figure(
        String protocol,
        String method,
        Integer examples,
        String name,
        Double value,
        Double low,
        Double high,
        int runs) {}
