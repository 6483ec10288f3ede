package dev.quintet.anomaly.evaluation;

import java.util.List;

import dev.quintet.anomaly.cause.Example;
import dev.quintet.anomaly.run.LabelledRun;
import dev.quintet.anomaly.run.RunWindows;
import dev.quintet.anomaly.run.RunWindows.Window;

/**
 * A run, made ready for all methods that are compared.
 *
 * @param run its name
 * @param causes what was wrong
 * @param example as the classifier sees it
 * @param z by metric the plain difference of the means in calm standard deviations
 * @param levels by metric the calm's mean: what a control sees that looks at nothing else
 */
@SuppressWarnings("ArrayRecordComponent")
record Case(String run, List<String> causes, Example example, double[] z, double[] levels) {
    private static final double TINY = 1e-9;

    static Case of(LabelledRun run, Window window, List<LabelledRun> calmRuns) {
        double[][] calm = window.calm();
        double[][] now = window.anomalous();
        int width = run.metrics().size();
        double[] z = new double[width];
        double[] levels = new double[width];
        double[][] all = RunWindows.calm(run, calmRuns);
        for (int metric = 0; metric < width; metric++) {
            double before = mean(calm, metric);
            double difference = mean(now, metric) - before;
            double spread = Math.max(TINY, deviation(calm, metric, before));
            z[metric] = Double.isNaN(difference) ? 0 : difference / spread;
            double level = mean(all, metric);
            levels[metric] = Double.isNaN(level) ? 0 : level;
        }
        return new Case(run.name(), run.causes(), Example.of(run.cause(), calm, now), z, levels);
    }

    private static double mean(double[][] rows, int metric) {
        double sum = 0;
        int count = 0;
        for (double[] row : rows) {
            if (!Double.isNaN(row[metric])) {
                sum += row[metric];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static double deviation(double[][] rows, int metric, double mean) {
        double sum = 0;
        int count = 0;
        for (double[] row : rows) {
            if (!Double.isNaN(row[metric])) {
                sum += (row[metric] - mean) * (row[metric] - mean);
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }
}
