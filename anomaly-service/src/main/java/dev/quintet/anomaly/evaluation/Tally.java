package dev.quintet.anomaly.evaluation;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Hits by run. A run is tested in many splits, and its hits go together; so the interval is that of a bootstrap over
 * runs, not over single tests.
 */
final class Tally {
    private static final int RESAMPLES = 1000;

    private final Map<String, double[]> byRun = new TreeMap<>();

    void add(String run, double hit) {
        double[] sums = byRun.computeIfAbsent(run, name -> new double[2]);
        sums[0] += hit;
        sums[1]++;
    }

    void addAll(Tally other) {
        other.byRun.forEach((run, sums) -> {
            double[] mine = byRun.computeIfAbsent(run, name -> new double[2]);
            mine[0] += sums[0];
            mine[1] += sums[1];
        });
    }

    Figure figure(String protocol, String method, Integer examples, String name, long seed) {
        double[][] runs = byRun.values().toArray(double[][]::new);
        if (runs.length == 0) {
            return new Figure(protocol, method, examples, name, null, null, null, 0);
        }
        Random random = new Random(seed);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double[][] some = new double[runs.length][];
            for (int run = 0; run < runs.length; run++) {
                some[run] = runs[random.nextInt(runs.length)];
            }
            means[i] = mean(some);
        }
        Arrays.sort(means);
        return new Figure(
                protocol,
                method,
                examples,
                name,
                mean(runs),
                means[RESAMPLES * 25 / 1000],
                means[RESAMPLES * 975 / 1000],
                runs.length);
    }

    private static double mean(double[][] runs) {
        double hits = 0;
        double tests = 0;
        for (double[] run : runs) {
            hits += run[0];
            tests += run[1];
        }
        return tests == 0 ? 0 : hits / tests;
    }
}
