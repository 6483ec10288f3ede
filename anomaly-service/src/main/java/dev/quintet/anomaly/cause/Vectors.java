package dev.quintet.anomaly.cause;

import java.util.Arrays;
import java.util.List;

/** The little of linear algebra that is needed here. */
final class Vectors {
    private static final double TINY = 1e-12;

    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Of length one; a vector of nothing stays. */
    static double[] unit(double[] vector) {
        double length = Math.max(TINY, Math.sqrt(dot(vector, vector)));
        return Arrays.stream(vector).map(value -> value / length).toArray();
    }

    static double[] mean(List<double[]> vectors) {
        double[] mean = new double[vectors.get(0).length];
        for (double[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }

    /** The sum of the differences against the sum of both, 0 (the same) to 1 (nothing in common). */
    static double unlike(double[] a, double[] b) {
        double different = 0;
        double both = 0;
        for (int i = 0; i < a.length; i++) {
            different += Math.abs(a[i] - b[i]);
            both += Math.abs(a[i]) + Math.abs(b[i]);
        }
        return both < TINY ? 1 : different / both;
    }
}
