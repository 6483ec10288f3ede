package dev.quintet.anomaly.detection;

import java.util.Arrays;
import java.util.List;

import dev.quintet.anomaly.metric.MetricCatalog;

/**
 * Where each metric usually lies and how far it usually strays. The spread is taken from differences between samples
 * some apart, so that a change of level in between, which touches few of the pairs, does not pass for noise: it
 * is the larger of their scaled median and 90th percentile, but never less than the metric's floor and a tenth of its
 * median. A metric that was never measured has NaN for both.
 */
public final class MetricSpread {
    private static final double MEDIAN_TO_DEVIATION = 1.4826 / Math.sqrt(2);
    private static final double NINTH_DECILE_TO_DEVIATION = 1 / (1.645 * Math.sqrt(2));
    private static final double RELATIVE_FLOOR = 0.1;
    private static final int LAG = 5;

    private final double[] medians;
    private final double[] scales;

    private MetricSpread(double[] medians, double[] scales) {
        this.medians = medians;
        this.scales = scales;
    }

    /** @param samples in the order of time */
    public static MetricSpread of(List<float[]> samples, MetricCatalog catalog) {
        int width = catalog.size();
        double[] medians = new double[width];
        double[] scales = new double[width];
        for (int m = 0; m < width; m++) {
            int column = m;
            double[] values = samples.stream()
                    .mapToDouble(sample -> sample[column])
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double[] steps = steps(values);
            Arrays.sort(values);
            medians[m] = quantile(values, 0.5);
            double floor = Math.max(catalog.metric(m).floor(), RELATIVE_FLOOR * Math.abs(medians[m]));
            double spread = Math.max(
                    MEDIAN_TO_DEVIATION * quantile(steps, 0.5), NINTH_DECILE_TO_DEVIATION * quantile(steps, 0.9));
            scales[m] = Math.max(Double.isNaN(spread) ? 0 : spread, floor);
        }
        return new MetricSpread(medians, scales);
    }

    private static double[] steps(double[] values) {
        double[] steps = new double[Math.max(0, values.length - LAG)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(values[i + LAG] - values[i]);
        }
        Arrays.sort(steps);
        return steps;
    }

    static double quantile(double[] sorted, double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    public double median(int column) {
        return medians[column];
    }

    /** Above 0, or NaN if the metric was never measured. */
    public double scale(int column) {
        return scales[column];
    }
}
