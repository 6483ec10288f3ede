package dev.quintet.anomaly.rank.training;

import java.util.Arrays;

/**
 * One second of a recorded run as a model sees it.
 *
 * @param features as live, see {@link dev.quintet.anomaly.rank.Features}
 * @param second of its run
 * @param abnormal whether a fault was in force
 * @param since seconds from the fault's beginning, in calm 0
 * @param cause its number; -1 in calm and where several were at work
 * @param distanceRank what the distance ranker said
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(float[] features, double second, boolean abnormal, double since, int cause, double distanceRank) {
    double[] inputs() {
        double[] inputs = new double[features.length];
        Arrays.setAll(inputs, i -> features[i]);
        return inputs;
    }
}
