package dev.quintet.anomaly.rank.training;

import java.util.List;

/**
 * Steps down a slope, each weight by its own measure.
 *
 * @see <a href="https://doi.org/10.48550/arXiv.1412.6980">Kingma, Ba: Adam (2014)</a>
 */
final class Adam {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double TINY = 1e-8;

    private final List<double[]> weights;
    private final List<double[]> slopes;
    private final List<double[]> first;
    private final List<double[]> second;
    private final double rate;
    private int steps;

    /** @param slope is read at each step */
    Adam(Weights weights, Weights slope, double rate) {
        this.weights = weights.lines();
        this.slopes = slope.lines();
        this.first = weights.zeros().lines();
        this.second = weights.zeros().lines();
        this.rate = rate;
    }

    void step() {
        steps++;
        double fade = Math.sqrt(1 - Math.pow(SECOND, steps)) / (1 - Math.pow(FIRST, steps));
        for (int line = 0; line < weights.size(); line++) {
            double[] weight = weights.get(line);
            double[] slope = slopes.get(line);
            double[] mean = first.get(line);
            double[] square = second.get(line);
            for (int i = 0; i < weight.length; i++) {
                mean[i] = FIRST * mean[i] + (1 - FIRST) * slope[i];
                square[i] = SECOND * square[i] + (1 - SECOND) * slope[i] * slope[i];
                weight[i] -= rate * fade * mean[i] / (Math.sqrt(square[i]) + TINY);
            }
        }
    }
}
