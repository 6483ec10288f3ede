package dev.quintet.anomaly.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a row lies from calm, learned from calm rows of other runs alone: its distance in whitened, squeezed units, so
 * that what load does to many metrics at once counts little. A run's own beginning says how far its calm lies.
 */
public final class CalmModel {
    private static final double LEAST_RELATIVE = 0.02;
    private static final double FAR = 5;
    private static final double NEVER_SEEN = 5;

    private final double[] center;
    private final double[] scale;
    private final double[] mean;
    private final Whitening whitening;

    private CalmModel(double[] center, double[] scale, double[] mean, Whitening whitening) {
        this.center = center;
        this.scale = scale;
        this.mean = mean;
        this.whitening = whitening;
    }

    /** @param calm {@code [row][metric]}, at least one row; NaN = not measured */
    public static CalmModel learn(double[][] calm) {
        int width = calm[0].length;
        double[] center = new double[width];
        double[] scale = new double[width];
        for (int metric = 0; metric < width; metric++) {
            double[] values = Columns.sorted(calm, metric);
            center[metric] = values.length == 0 ? Double.NaN : Columns.quantile(values, 0.5);
            scale[metric] = values.length == 0
                    ? Double.NaN
                    : Math.max(Columns.deviation(values), LEAST_RELATIVE * Math.abs(center[metric]));
        }
        CalmModel plain = new CalmModel(center, scale, new double[width], Whitening.of(List.of()));
        List<double[]> rows = new ArrayList<>();
        for (double[] row : calm) {
            rows.add(plain.squeezed(row));
        }
        double[] mean = Vectors.mean(rows);
        List<double[]> play = rows.stream().map(row -> minus(row, mean)).toList();
        return new CalmModel(center, scale, mean, Whitening.of(play));
    }

    /** 0 or more; about alike for all calm rows of one run. */
    public double distance(double[] row) {
        double[] white = whitening.apply(minus(squeezed(row), mean));
        return Math.sqrt(Vectors.dot(white, white) / Math.max(1, white.length));
    }

    private double[] squeezed(double[] row) {
        return IntStream.range(0, row.length)
                .mapToDouble(metric -> squeezed(row[metric], metric))
                .toArray();
    }

    private double squeezed(double value, int metric) {
        double difference = value - center[metric];
        if (Double.isNaN(difference)) {
            return 0;
        }
        if (scale[metric] == 0) {
            return NEVER_SEEN * Math.max(-1, Math.min(1, difference));
        }
        return FAR * Math.tanh(difference / scale[metric] / FAR);
    }

    private static double[] minus(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    }
}
