package dev.quintet.anomaly.cause;

import java.util.Arrays;

/** Statistics of one metric over rows; what was not measured does not count. */
final class Columns {
    private Columns() {}

    /** The measured values of a metric, ascending; empty if it was measured in less than half of the rows. */
    static double[] sorted(double[][] rows, int metric) {
        double[] measured = measured(rows, metric);
        Arrays.sort(measured);
        return measured;
    }

    /** The measured values of a metric, as they come; empty if it was measured in less than half of the rows. */
    static double[] measured(double[][] rows, int metric) {
        double[] values = new double[rows.length];
        int count = 0;
        for (double[] row : rows) {
            if (!Double.isNaN(row[metric])) {
                values[count++] = row[metric];
            }
        }
        if (2 * count < rows.length) {
            return new double[0];
        }
        return count == values.length ? values : Arrays.copyOf(values, count);
    }

    /** NaN without values. */
    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** NaN without values. */
    static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    /** @param sorted ascending, not empty */
    static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
