package dev.quintet.anomaly.diagnosis;

import java.util.Arrays;
import java.util.List;

/**
 * How much each node weighs as the place where it began: PageRank over the correlation of the nodes' metrics.
 *
 * <p>{@code w_ij} is the mean over the metrics of |Pearson| between nodes i and j, {@code PR(i) = (1-d) + d * sum_j
 * PR(j) * w_ij^2} with d = 0.85, ten rounds from 0.15.
 *
 * @see <a href="https://www.jos.org.cn/jos/article/abstract/7282">Xiang et al.: DistDiagnosis (Journal of Software
 *     2025)</a>
 */
final class NodeWeights {
    private static final double DAMPING = 0.85;
    private static final double START = 0.15;
    private static final int ROUNDS = 10;
    private static final int LEAST_PAIRS = 5;

    private NodeWeights() {}

    /**
     * @param nodes for each node its metrics over the same times: {@code [node][time][metric]}; NaN = not measured
     * @return a weight a node, the largest 1
     */
    static double[] of(List<float[][]> nodes) {
        int n = nodes.size();
        double[][] squared = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double w = meanCorrelation(nodes.get(i), nodes.get(j));
                squared[i][j] = w * w;
                squared[j][i] = w * w;
            }
        }
        double[] rank = new double[n];
        Arrays.fill(rank, START);
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[n];
            for (int i = 0; i < n; i++) {
                next[i] = 1 - DAMPING;
                for (int j = 0; j < n; j++) {
                    next[i] += DAMPING * rank[j] * squared[i][j];
                }
            }
            rank = next;
        }
        double largest = Arrays.stream(rank).max().orElse(1);
        return Arrays.stream(rank).map(r -> r / largest).toArray();
    }

    private static double meanCorrelation(float[][] a, float[][] b) {
        int metrics = a.length == 0 ? 0 : a[0].length;
        double sum = 0;
        int counted = 0;
        for (int m = 0; m < metrics; m++) {
            double pearson = pearson(a, b, m);
            if (!Double.isNaN(pearson)) {
                sum += Math.abs(pearson);
                counted++;
            }
        }
        return counted == 0 ? 0 : sum / counted;
    }

    /** NaN if one of the two is constant or too few times have both. */
    static double pearson(float[][] a, float[][] b, int metric) {
        double n = 0;
        double meanA = 0;
        double meanB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int t = 0; t < a.length; t++) {
            double x = a[t][metric];
            double y = b[t][metric];
            if (Double.isNaN(x) || Double.isNaN(y)) {
                continue;
            }
            n++;
            double deltaA = x - meanA;
            double deltaB = y - meanB;
            meanA += deltaA / n;
            meanB += deltaB / n;
            squaresA += deltaA * (x - meanA);
            squaresB += deltaB * (y - meanB);
            products += deltaA * (y - meanB);
        }
        return n < LEAST_PAIRS || squaresA < 1e-12 || squaresB < 1e-12
                ? Double.NaN
                : products / Math.sqrt(squaresA * squaresB);
    }
}
