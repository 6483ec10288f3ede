package dev.quintet.workload.sysbench;

import java.util.random.RandomGenerator;

/**
 * Zipf's distribution with exponent 0.8, by rejection and inversion; the first id is the most frequent.
 *
 * @see <a href="https://doi.org/10.1145/235025.235029">Hörmann and Derflinger, 1996</a>
 */
final class Zipfian implements IdDistribution {

    private static final double EXPONENT = 0.8;
    private static final double H_INTEGRAL_FIRST = hIntegral(1.5) - 1;
    private static final double S = 2 - hIntegralInverse(hIntegral(2.5) - h(2));
    private static final double SMALL = 1e-8;

    @Override
    public int next(RandomGenerator random, int a, int b) {
        int n = b - a + 1;
        double last = hIntegral(n + 0.5);
        while (true) {
            double u = last + random.nextDouble() * (H_INTEGRAL_FIRST - last);
            double x = hIntegralInverse(u);
            int k = Math.max(1, Math.min(n, (int) (x + 0.5)));
            if (k - x <= S || u >= hIntegral(k + 0.5) - h(k)) {
                return a + k - 1;
            }
        }
    }

    private static double h(double x) {
        return Math.exp(-EXPONENT * Math.log(x));
    }

    private static double hIntegral(double x) {
        double log = Math.log(x);
        return expm1Over((1 - EXPONENT) * log) * log;
    }

    private static double hIntegralInverse(double x) {
        double t = Math.max(-1, x * (1 - EXPONENT));
        return Math.exp(log1pOver(t) * x);
    }

    /** log(1+x)/x, its series where x is small. */
    private static double log1pOver(double x) {
        return Math.abs(x) > SMALL ? Math.log1p(x) / x : 1 - x * (0.5 - x * (1 / 3.0 - 0.25 * x));
    }

    /** (exp(x)-1)/x, its series where x is small. */
    private static double expm1Over(double x) {
        return Math.abs(x) > SMALL ? Math.expm1(x) / x : 1 + x * 0.5 * (1 + x / 3.0 * (1 + 0.25 * x));
    }
}
