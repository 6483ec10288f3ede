package dev.quintet.anomaly.cause;

/**
 * How the metrics of an anomalous window differ from a calm one, in figures that mean the same on another machine and
 * under another load.
 *
 * @param strength by metric how clearly it moved, -1..1: the difference of the means in units of the calm's spread,
 *     squeezed
 * @param size by metric how far it moved, -1..1: the logarithm of the ratio, cut at a factor of e, and faded out where
 *     the move is not clear
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Shift(double[] strength, double[] size) {
    /** So many spreads are a strength of 0.76. */
    static final double SQUEEZE = 4;

    /** A metric that hardly strays is given this part of its level as a spread. */
    private static final double LEAST_RELATIVE = 0.02;

    /** The spread of a metric that was always 0, as part of what it has become. */
    private static final double FROM_ZERO = 0.1;

    private static final double TINY = 1e-9;
    private static final double DECILES_TO_DEVIATION = 2.56;
    private static final double TAILS = 0.3;

    /**
     * The shift from calm to anomalous rows. A metric measured in less than half of either did not move.
     *
     * @param calm {@code [row][metric]}, NaN = not measured
     */
    public static Shift between(double[][] calm, double[][] anomalous) {
        int width = calm.length > 0 ? calm[0].length : anomalous.length > 0 ? anomalous[0].length : 0;
        double[] strength = new double[width];
        double[] size = new double[width];
        for (int metric = 0; metric < width; metric++) {
            double[] before = Columns.measured(calm, metric);
            double[] now = Columns.measured(anomalous, metric);
            if (before.length > 0 && now.length > 0) {
                measure(before, Columns.mean(now), metric, strength, size);
            }
        }
        return new Shift(strength, size);
    }

    private static void measure(double[] before, double now, int metric, double[] strength, double[] size) {
        double deviation = Columns.deviation(before);
        double[] deciles = Selection.deciles(before);
        double center = deciles[1];
        double scale = scale(robust(deviation, deciles), center, now);
        strength[metric] = strength((now - center) / scale);
        size[metric] = size(strength[metric], center, now, scale);
    }

    /** The strength of a move of so many spreads. */
    public static double strength(double spreads) {
        return Math.tanh(spreads / SQUEEZE);
    }

    /**
     * The size of a move.
     *
     * @param strength its strength
     * @param scale the metric's spread, which makes ratios to almost nothing finite
     */
    public static double size(double strength, double before, double now, double scale) {
        double ratio = Math.log((Math.abs(now) + scale) / (Math.abs(before) + scale));
        return Math.max(-1, Math.min(1, ratio)) * strength * strength;
    }

    private static double floor(double[] floors, int metric) {
        return floors == null ? 0 : floors[metric];
    }

    /** The deviation, in which rare extremes count less. */
    private static double robust(double deviation, double[] deciles) {
        double body = (deciles[2] - deciles[0]) / DECILES_TO_DEVIATION;
        return Math.min(deviation, body + TAILS * deviation);
    }

    private static double scale(double spread, double center, double now) {
        double scale = Math.max(spread, LEAST_RELATIVE * Math.abs(center));
        return scale > 0 ? scale : Math.max(TINY, FROM_ZERO * Math.abs(now));
    }

    /** Each calm row's strength against the calm as a whole: the metrics' usual play, in the units of {@link #strength}. */
    public static double[][] play(double[][] calm) {
        return play(calm, null);
    }

    /**
     * As {@link #play(double[][])}.
     *
     * @param floors by metric the change that means nothing, null = not known
     */
    public static double[][] play(double[][] calm, double[] floors) {
        int width = calm.length == 0 ? 0 : calm[0].length;
        double[][] play = new double[calm.length][width];
        for (int metric = 0; metric < width; metric++) {
            double[] values = Columns.measured(calm, metric);
            if (values.length > 0) {
                double mean = Columns.mean(values);
                double scale = Math.max(floor(floors, metric), scale(Columns.deviation(values), mean, 0));
                for (int row = 0; row < calm.length; row++) {
                    double value = calm[row][metric];
                    play[row][metric] = Double.isNaN(value) ? 0 : strength((value - mean) / scale);
                }
            }
        }
        return play;
    }
}
