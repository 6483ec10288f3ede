package dev.quintet.anomaly.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How far calm samples lie from each other: the yardstick that turns a distance into a rank. */
final class CalmDistances {
    /** Smoothed samples this close in time share measurements, so they are no neighbours of each other. */
    private static final int OVERLAP = 5;

    private static final int MOST_PROBES = 60;
    private static final double QUANTILE = 0.98;

    /** Calm that is calmer than this still lets a node breathe. */
    private static final double LEAST = 0.8;

    /**
     * However wild the calm was, say while the load on a node rose from nothing, a fault that moves a single group of
     * metrics as far as differences count has to reach an alarm: with more than 3.6 it could not.
     */
    private static final double MOST = 3;

    private CalmDistances() {}

    /** A high quantile of the samples' distances to their neighbours among the others, within bounds. */
    static double usual(List<float[]> samples, MetricSpread spread, WorkAwareDistance distance) {
        int step = Math.max(1, samples.size() / MOST_PROBES);
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < samples.size(); i += step) {
            List<float[]> others = new ArrayList<>(samples.subList(0, Math.max(0, i - OVERLAP)));
            others.addAll(samples.subList(Math.min(samples.size(), i + OVERLAP + 1), samples.size()));
            distances.add(distance.toNearest(samples.get(i), others, spread, true));
        }
        double[] sorted = distances.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return Math.min(MOST, Math.max(LEAST, MetricSpread.quantile(sorted, QUANTILE)));
    }
}
