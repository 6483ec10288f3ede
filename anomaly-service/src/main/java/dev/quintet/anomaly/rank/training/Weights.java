package dev.quintet.anomaly.rank.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The numbers of a small network: a hidden layer of tanh, from which and from the inputs the rank comes, and from it the
 * causes. Matrices are {@code [from][to]}.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Weights(
        double[][] hidden,
        double[] hiddenBias,
        double[][] direct,
        double[][] rank,
        double[] rankBias,
        double[][] causes,
        double[] causesBias) {
    static Weights random(int inputs, int hidden, int causes, long seed) {
        Random random = new Random(seed);
        return new Weights(
                matrix(inputs, hidden, random),
                new double[hidden],
                new double[inputs][1],
                matrix(hidden, 1, random),
                new double[1],
                matrix(hidden, causes, random),
                new double[causes]);
    }

    private static double[][] matrix(int rows, int columns, Random random) {
        double[][] matrix = new double[rows][columns];
        double deviation = Math.sqrt(2.0 / (rows + columns));
        for (double[] row : matrix) {
            Arrays.setAll(row, i -> deviation * random.nextGaussian());
        }
        return matrix;
    }

    /** Of the same sizes, all 0. */
    Weights zeros() {
        int inputs = hidden.length;
        int inner = hiddenBias.length;
        int outer = causesBias.length;
        return new Weights(
                new double[inputs][inner],
                new double[inner],
                new double[inputs][1],
                new double[inner][1],
                new double[1],
                new double[inner][outer],
                new double[outer]);
    }

    /** All numbers, line by line; writing to them changes the weights. */
    List<double[]> lines() {
        List<double[]> lines = new ArrayList<>(List.of(hiddenBias, rankBias, causesBias));
        for (double[][] matrix : matrices()) {
            lines.addAll(Arrays.asList(matrix));
        }
        return lines;
    }

    private List<double[][]> matrices() {
        return List.of(hidden, direct, rank, causes);
    }

    void clear() {
        lines().forEach(line -> Arrays.fill(line, 0));
    }

    /** Adds a multiple of all but the biases to those of others. */
    void addMatricesTo(Weights others, double factor) {
        for (int m = 0; m < matrices().size(); m++) {
            double[][] from = matrices().get(m);
            double[][] to = others.matrices().get(m);
            for (int row = 0; row < from.length; row++) {
                for (int i = 0; i < from[row].length; i++) {
                    to[row][i] += factor * from[row][i];
                }
            }
        }
    }

    double[] inner(double[] x) {
        double[] inner = hiddenBias.clone();
        for (int f = 0; f < x.length; f++) {
            if (x[f] != 0) {
                double[] line = hidden[f];
                for (int i = 0; i < inner.length; i++) {
                    inner[i] += x[f] * line[i];
                }
            }
        }
        Arrays.setAll(inner, i -> Math.tanh(inner[i]));
        return inner;
    }

    /** The rank, 0..1. */
    double rank(double[] x, double[] inner) {
        double logit = rankBias[0];
        for (int i = 0; i < inner.length; i++) {
            logit += inner[i] * rank[i][0];
        }
        for (int f = 0; f < x.length; f++) {
            logit += x[f] * direct[f][0];
        }
        return 1 / (1 + Math.exp(-logit));
    }

    /** The probability of each cause. */
    double[] causesOf(double[] inner) {
        double[] scores = causesBias.clone();
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            for (int i = 0; i < inner.length; i++) {
                scores[c] += inner[i] * causes[i][c];
            }
            scores[c] = Math.exp(scores[c]);
            sum += scores[c];
        }
        double all = sum;
        Arrays.setAll(scores, c -> scores[c] / all);
        return scores;
    }
}
