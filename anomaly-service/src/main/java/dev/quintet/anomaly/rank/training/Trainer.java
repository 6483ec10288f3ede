package dev.quintet.anomaly.rank.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Trains the network by back-propagation: batches in a seeded order, on one thread, so that the same rows and seed give
 * the same weights on every machine. Each row is learned with a part of its inputs blanked, so that the rank does not hang
 * on a few metrics that another node may not have.
 */
final class Trainer {
    private static final int HIDDEN = 16;
    private static final int BATCH = 64;
    private static final double RATE = 0.004;

    /** What pulls weights to 0, a step and unit of weight; biases are left alone. */
    private static final double DECAY = 0.001;

    private static final double BLANKED = 0.2;

    /** A calm row that is ranked high costs more than an abnormal one that is ranked low. */
    private static final double CALM_WEIGHT = 4;

    private static final double CAUSE_WEIGHT = 0.5;

    /** Of an anomaly's first seconds the smoothing leaves little to see. */
    private static final double UNSEEN_SECONDS = 3;

    private final int classes;
    private final int epochs;
    private final long seed;

    Trainer(int classes, int epochs, long seed) {
        this.classes = classes;
        this.epochs = epochs;
        this.seed = seed;
    }

    /** @param rows at least one */
    Weights train(List<Row> rows) {
        List<Row> seen = new ArrayList<>(rows.stream()
                .filter(row -> !row.abnormal() || row.since() >= UNSEEN_SECONDS)
                .toList());
        Weights weights = Weights.random(rows.get(0).features().length, HIDDEN, classes, seed);
        Weights slope = weights.zeros();
        Adam adam = new Adam(weights, slope, RATE);
        Random random = new Random(seed);
        for (int epoch = 0; epoch < epochs; epoch++) {
            Collections.shuffle(seen, random);
            for (int from = 0; from < seen.size(); from += BATCH) {
                List<Row> batch = seen.subList(from, Math.min(seen.size(), from + BATCH));
                slope.clear();
                batch.forEach(row -> learn(row, weights, slope, 1.0 / batch.size(), random));
                weights.addMatricesTo(slope, 2 * DECAY);
                adam.step();
            }
        }
        return weights;
    }

    /** Adds one row's part of the slope of the loss, the cross entropies of its rank and its cause. */
    private static void learn(Row row, Weights weights, Weights slope, double part, Random random) {
        double[] x = blanked(row.features(), random);
        double[] inner = weights.inner(x);
        double wrong = part * (weights.rank(x, inner) - (row.abnormal() ? 1 : 0)) * (row.abnormal() ? 1 : CALM_WEIGHT);
        double[] wrongCauses = row.cause() < 0 ? new double[0] : weights.causesOf(inner);
        if (row.cause() >= 0) {
            wrongCauses[row.cause()] -= 1;
        }
        slope.rankBias()[0] += wrong;
        for (int c = 0; c < wrongCauses.length; c++) {
            wrongCauses[c] *= CAUSE_WEIGHT * part;
            slope.causesBias()[c] += wrongCauses[c];
        }
        for (int f = 0; f < x.length; f++) {
            slope.direct()[f][0] += wrong * x[f];
        }
        for (int i = 0; i < inner.length; i++) {
            double back = wrong * weights.rank()[i][0];
            slope.rank()[i][0] += wrong * inner[i];
            for (int c = 0; c < wrongCauses.length; c++) {
                back += wrongCauses[c] * weights.causes()[i][c];
                slope.causes()[i][c] += wrongCauses[c] * inner[i];
            }
            back *= 1 - inner[i] * inner[i];
            slope.hiddenBias()[i] += back;
            for (int f = 0; f < x.length; f++) {
                slope.hidden()[f][i] += back * x[f];
            }
        }
    }

    private static double[] blanked(float[] features, Random random) {
        double[] some = new double[features.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = random.nextDouble() < BLANKED ? 0 : features[i];
        }
        return some;
    }
}
