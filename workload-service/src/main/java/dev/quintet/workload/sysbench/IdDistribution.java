package dev.quintet.workload.sysbench;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How sysbench draws numbers from a range. Parameters have sysbench's defaults.
 *
 * @see <a href="https://github.com/akopytov/sysbench/blob/1.0.20/src/sb_rand.c">sb_rand.c</a>
 */
@FunctionalInterface
interface IdDistribution {

    /** Names of all of them. */
    List<String> NAMES = List.of("uniform", "gaussian", "special", "pareto", "zipfian");

    /** A number from {@code a} to {@code b}, both included. */
    int next(RandomGenerator random, int a, int b);

    /** The distribution of that name. */
    static IdDistribution of(String name) {
        return switch (name) {
            case "uniform" -> (random, a, b) -> random.nextInt(a, b + 1);
            case "gaussian" -> (random, a, b) -> a + (int) (Bell.mean(random) * (b - a + 1));
            case "special" -> new Special();
            case "pareto" -> new Pareto();
            case "zipfian" -> new Zipfian();
            default -> throw new IllegalArgumentException("no distribution " + name);
        };
    }

    /** Nearly normal: the mean of {@code rand-spec-iter} uniform numbers. */
    final class Bell {
        private static final int ITERATIONS = 12;

        private Bell() {}

        static double mean(RandomGenerator random) {
            double sum = 0;
            for (int i = 0; i < ITERATIONS; i++) {
                sum += random.nextDouble();
            }
            return sum / ITERATIONS;
        }
    }

    /** {@code rand-spec-res} 75 % of draws from the {@code rand-spec-pct} 1 % in the middle, the others nearly normal. */
    final class Special implements IdDistribution {
        private static final double STRETCH = 100.0 / (100 - 75);
        private static final double HOT = 0.01;

        @Override
        public int next(RandomGenerator random, int a, int b) {
            double size = (double) b - a;
            double draw = random.nextDouble();
            if (draw * size * STRETCH < size) {
                return a + (int) (Bell.mean(random) * size);
            }
            double hot = draw * (size * HOT + 1);
            return a + (int) (hot + size / 2 - size * HOT / 2);
        }
    }

    /** {@code rand-pareto-h} 0.2: 80 % of draws from the first 20 %, and so on within these. */
    final class Pareto implements IdDistribution {
        private static final double POWER = Math.log(0.2) / Math.log(1 - 0.2);

        @Override
        public int next(RandomGenerator random, int a, int b) {
            return a + (int) ((b - a + 1.0) * Math.pow(random.nextDouble(), POWER));
        }
    }
}
