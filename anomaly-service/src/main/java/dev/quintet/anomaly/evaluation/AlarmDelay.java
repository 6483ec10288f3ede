package dev.quintet.anomaly.evaluation;

import java.util.Arrays;
import java.util.List;

/** How long it takes to raise an alarm if calm may raise one an hour. */
final class AlarmDelay {
    private static final double HOUR = 3600;

    private AlarmDelay() {}

    static List<Figure> figures(String protocol, String method, List<ScoredRun> runs) {
        double hours = runs.stream().mapToDouble(ScoredRun::calmSeconds).sum() / HOUR;
        double[] levels = runs.stream()
                .flatMapToDouble(run -> Arrays.stream(run.scores()))
                .sorted()
                .distinct()
                .toArray();
        double threshold = threshold(levels, runs, Math.max(1, hours));
        double[] delays =
                runs.stream().mapToDouble(run -> run.delay(threshold)).sorted().toArray();
        double found = Arrays.stream(delays).filter(Double::isFinite).count() / (double) Math.max(1, delays.length);
        double median = delays.length == 0 ? Double.NaN : delays[delays.length / 2];
        return List.of(
                new Figure(
                        protocol,
                        method,
                        null,
                        "median delay in s at one false alarm an hour",
                        Double.isFinite(median) ? median : null,
                        null,
                        null,
                        runs.size()),
                new Figure(
                        protocol,
                        method,
                        null,
                        "runs detected at one false alarm an hour",
                        found,
                        null,
                        null,
                        runs.size()));
    }

    /** The lowest level at which there are no more false alarms than may be. */
    private static double threshold(double[] levels, List<ScoredRun> runs, double most) {
        return Arrays.stream(levels)
                .parallel()
                .filter(level ->
                        runs.stream().mapToInt(run -> run.falseAlarms(level)).sum() <= most)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
