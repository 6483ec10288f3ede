package dev.quintet.anomaly.detection;

import java.util.Map;

/**
 * Ranks by the distance to the nearest calm samples, against how far calm samples lie from each other. A change that
 * the node's work explains counts little: the node is busy, not ill.
 */
public final class DistanceRanker implements Ranker {
    /** The distance, in calm distances, at which the rank is one half. */
    private static final double HALF = 1.7;

    private static final double STEEPNESS = 4;

    /** The most that a change explained by work is ranked. */
    private static final double EXPLAINED_AT_MOST = 0.3;

    @Override
    public Verdict rank(float[] sample, NormalWindow normal) {
        double unexplained = calibrated(normal.relativeDistance(sample, true));
        double any = calibrated(normal.relativeDistance(sample, false));
        return new Verdict(Math.max(unexplained, EXPLAINED_AT_MOST * any), Verdict.DISTANCE, Map.of());
    }

    private static double calibrated(double relativeDistance) {
        return 1 / (1 + Math.pow(relativeDistance / HALF, -STEEPNESS));
    }
}
