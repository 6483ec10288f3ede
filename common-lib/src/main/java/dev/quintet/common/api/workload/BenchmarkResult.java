package dev.quintet.common.api.workload;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A benchmark's own figures. They are not audited, so not comparable with published results of the TPC.
 *
 * @param metric the benchmark's main figure: {@code tpmC}, {@code QphH}
 * @param value its value; null while the run has not done what it needs
 * @param met whether every figure that has a limit keeps it
 * @param figures one by one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchmarkResult(String metric, Double value, boolean met, List<Figure> figures) {

    /**
     * A figure.
     *
     * @param name what it is
     * @param value measured
     * @param unit of value and limits
     * @param min smallest allowed; absent where there is none
     * @param max largest allowed; absent where there is none
     * @param met whether the limits are kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Figure(String name, double value, String unit, Double min, Double max, boolean met) {

        /** A figure without limits. */
        public static Figure of(String name, double value, String unit) {
            return limited(name, value, unit, null, null);
        }

        /** A figure with limits; null where there is none. */
        public static Figure limited(String name, double value, String unit, Double min, Double max) {
            boolean met = (min == null || value >= min) && (max == null || value <= max);
            return new Figure(name, rounded(value), unit, min, max, met);
        }

        /** A figure with a lower limit that counts as kept when it is missed by no more than {@code slack}. */
        public static Figure atLeast(String name, double value, String unit, double min, double slack) {
            return new Figure(name, rounded(value), unit, min, null, value + slack >= min);
        }

        private static double rounded(double value) {
            return Math.round(value * 1000) / 1000.0;
        }
    }

    /** Of a main figure, null where it is not known, and others. */
    public static BenchmarkResult of(String metric, Double value, List<Figure> figures) {
        Double rounded = value == null ? null : Math.round(value * 100) / 100.0;
        return new BenchmarkResult(metric, rounded, figures.stream().allMatch(Figure::met), List.copyOf(figures));
    }
}
