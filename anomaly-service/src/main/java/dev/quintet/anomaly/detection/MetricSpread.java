package dev.quintet.anomaly.detection;

import java.util.Arrays;
import java.util.List;

import dev.quintet.anomaly.metric.MetricCatalog;

/**
 * Where each metric usually lies and how far it usually strays. The spread is taken from differences between samples
 * some apart, so that a change of level in between, which touches few of the pairs, does not pass for noise: it is the
 * larger of their scaled median and 90th percentile, but never less than the metric's floor. The noise of what scales
 * with work grows with its level; therefore the spread is also known relative to the level, at least a tenth. A metric
 * that was never measured has NaN for all.
 */
public final class MetricSpread {
    private static final double MEDIAN_TO_DEVIATION = 1.4826 / Math.sqrt(2);
    private static final double NINTH_DECILE_TO_DEVIATION = 1 / (1.645 * Math.sqrt(2));
    private static final double LEAST_RELATIVE = 0.1;
    private static final double MOST_RELATIVE = 1;

    /** For a metric that was not yet seen above twice its floor often enough to tell. */
    private static final double UNKNOWN_RELATIVE = 0.25;

    private static final int ENOUGH_PAIRS = 8;
    private static final int LAG = 5;

    private final double[] medians;
    private final double[] scales;
    private final double[] relative;

    private MetricSpread(double[] medians, double[] scales, double[] relative) {
        this.medians = medians;
        this.scales = scales;
        this.relative = relative;
    }

    /** @param samples in the order of time */
    public static MetricSpread of(List<float[]> samples, MetricCatalog catalog) {
        int width = catalog.size();
        double[] medians = new double[width];
        double[] scales = new double[width];
        double[] relative = new double[width];
        for (int m = 0; m < width; m++) {
            int column = m;
            double[] values = samples.stream()
                    .mapToDouble(sample -> sample[column])
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double floor = catalog.metric(m).floor();
            scales[m] = Math.max(deviation(steps(values)), floor);
            relative[m] = catalog.metric(m).scalesWithWork() ? relative(values, floor) : LEAST_RELATIVE;
            Arrays.sort(values);
            medians[m] = quantile(values, 0.5);
            if (values.length == 0) {
                scales[m] = Double.NaN;
            }
        }
        return new MetricSpread(medians, scales, relative);
    }

    private static double relative(double[] values, double floor) {
        double[] steps = new double[values.length];
        int count = 0;
        for (int i = 0; i + LAG < values.length; i++) {
            double level = (Math.abs(values[i]) + Math.abs(values[i + LAG])) / 2;
            if (level > 2 * floor) {
                steps[count++] = Math.abs(values[i + LAG] - values[i]) / level;
            }
        }
        return count < ENOUGH_PAIRS
                ? UNKNOWN_RELATIVE
                : Math.min(MOST_RELATIVE, Math.max(LEAST_RELATIVE, deviation(Arrays.copyOf(steps, count))));
    }

    private static double[] steps(double[] values) {
        double[] steps = new double[Math.max(0, values.length - LAG)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(values[i + LAG] - values[i]);
        }
        return steps;
    }

    /** 0 if there are no steps. */
    private static double deviation(double[] steps) {
        if (steps.length == 0) {
            return 0;
        }
        Arrays.sort(steps);
        return Math.max(MEDIAN_TO_DEVIATION * quantile(steps, 0.5), NINTH_DECILE_TO_DEVIATION * quantile(steps, 0.9));
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

    /**
     * How far the metric strays around a level.
     *
     * @return above 0, or NaN if the metric was never measured
     */
    public double scale(int column, double level) {
        return Math.max(scales[column], relative[column] * Math.abs(level));
    }
}
