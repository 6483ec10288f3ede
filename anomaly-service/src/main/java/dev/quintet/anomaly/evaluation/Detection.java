package dev.quintet.anomaly.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.quintet.anomaly.cause.CalmModel;
import dev.quintet.anomaly.run.LabelledRun;
import dev.quintet.anomaly.run.RowState;

/**
 * Whether abnormal rows stand out, row by row, without their labels: the mean over runs of the area under the ROC curve,
 * and the delay at a threshold that calm rows pass once an hour. No adjustment: a row counts for itself alone.
 */
final class Detection {
    private static final String PROTOCOL = "detection";
    private static final double SMOOTHED_SECONDS = 5;
    private static final int LEARNED_ROWS = 20;
    private static final int NEIGHBOURS = 3;

    private final List<LabelledRun> train;
    private final List<LabelledRun> test;
    private final long seed;

    /** @param train its normal rows are learned; a tested run's own are left out */
    Detection(List<LabelledRun> train, List<LabelledRun> test, long seed) {
        this.train = train;
        this.test = test.stream().filter(Detection::usable).toList();
        this.seed = seed;
    }

    /** Enough calm at the beginning, and both kinds of rows after it. */
    private static boolean usable(LabelledRun run) {
        List<RowState> rest = used(run).stream()
                .skip(learned(run))
                .map(row -> run.states().get(row))
                .toList();
        return rest.contains(RowState.NORMAL) && rest.contains(RowState.ABNORMAL);
    }

    private static List<Integer> used(LabelledRun run) {
        return IntStream.range(0, run.rows())
                .filter(row -> run.states().get(row) != RowState.IGNORED)
                .boxed()
                .toList();
    }

    /** The rows at the beginning that are taken for calm: 20, of a short run a third. */
    private static int learned(LabelledRun run) {
        return Math.min(LEARNED_ROWS, Math.max(2, used(run).size() / 6));
    }

    List<Figure> figures() {
        Map<String, List<ScoredRun>> scored = new LinkedHashMap<>();
        scored.put("distance from calm", new ArrayList<>());
        scored.put("mean |z|", new ArrayList<>());
        scored.put("max |z|", new ArrayList<>());
        scored.put("3 nearest neighbours", new ArrayList<>());
        for (LabelledRun run : test) {
            double[][] begin = used(run).stream()
                    .limit(learned(run))
                    .map(row -> run.values()[row])
                    .toArray(double[][]::new);
            double[][] z = spreads(begin);
            CalmModel model = CalmModel.learn(calm(run, begin));
            double own = median(Arrays.stream(begin).mapToDouble(model::distance));
            scored.get("distance from calm").add(score(run, row -> model.distance(row) / Math.max(1e-9, own)));
            scored.get("mean |z|")
                    .add(score(run, row -> Arrays.stream(z(row, z)).average().orElse(0)));
            scored.get("max |z|")
                    .add(score(run, row -> Arrays.stream(z(row, z)).max().orElse(0)));
            scored.get("3 nearest neighbours").add(score(run, row -> nearest(row, begin, z)));
        }
        List<Figure> figures = new ArrayList<>();
        scored.forEach((method, runs) -> {
            Tally auc = new Tally();
            runs.forEach(run -> auc.add(run.name(), run.auc()));
            figures.add(auc.figure(PROTOCOL, method, null, "AUC, smoothed over 5 s", seed));
        });
        figures.add(new Figure(PROTOCOL, "dummy", null, "AUC, smoothed over 5 s", 0.5, null, null, test.size()));
        scored.forEach((method, runs) -> figures.addAll(AlarmDelay.figures(PROTOCOL, method, runs)));
        return figures;
    }

    private double[][] calm(LabelledRun run, double[][] begin) {
        double[][] calm = train.stream()
                .filter(other -> !other.name().equals(run.name()))
                .map(other -> other.with(run.metrics()))
                .flatMap(other ->
                        Stream.of(other.calm() && other.normal().length == 0 ? other.values() : other.normal()))
                .toArray(double[][]::new);
        return calm.length == 0 ? begin : calm;
    }

    private static ScoredRun score(LabelledRun run, ToDoubleFunction<double[]> distance) {
        List<Integer> used = used(run);
        double interval = used.size() < 2
                ? 1
                : (run.seconds()[used.get(used.size() - 1)] - run.seconds()[used.get(0)]) / (used.size() - 1);
        int window = (int) Math.max(1, Math.round(SMOOTHED_SECONDS / Math.max(1e-3, interval)));
        double[] raw = used.stream()
                .mapToDouble(row -> distance.applyAsDouble(run.values()[row]))
                .toArray();
        int from = learned(run);
        double[] scores = new double[raw.length - from];
        boolean[] abnormal = new boolean[scores.length];
        double[] seconds = new double[scores.length];
        for (int i = from; i < raw.length; i++) {
            scores[i - from] = Arrays.stream(raw, Math.max(0, i - window + 1), i + 1)
                    .average()
                    .orElse(0);
            abnormal[i - from] = run.states().get(used.get(i)) == RowState.ABNORMAL;
            seconds[i - from] = run.seconds()[used.get(i)];
        }
        return new ScoredRun(run.name(), scores, abnormal, seconds, interval);
    }

    /** {@code [mean, deviation][metric]}. */
    private static double[][] spreads(double[][] rows) {
        int width = rows[0].length;
        double[][] spreads = new double[2][width];
        for (int metric = 0; metric < width; metric++) {
            int m = metric;
            spreads[0][m] = Arrays.stream(rows)
                    .mapToDouble(row -> row[m])
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
            spreads[1][m] = Math.max(
                    1e-9,
                    Math.sqrt(Arrays.stream(rows)
                            .mapToDouble(row -> Math.pow(row[m] - spreads[0][m], 2))
                            .filter(value -> !Double.isNaN(value))
                            .average()
                            .orElse(0)));
        }
        return spreads;
    }

    private static double[] z(double[] row, double[][] spreads) {
        return IntStream.range(0, row.length)
                .mapToDouble(m -> Math.min(50, Math.abs(row[m] - spreads[0][m]) / spreads[1][m]))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static double nearest(double[] row, double[][] others, double[][] spreads) {
        return Arrays.stream(others)
                .mapToDouble(other -> {
                    double sum = 0;
                    for (int m = 0; m < row.length; m++) {
                        double z = Math.min(50, Math.abs(row[m] - other[m]) / spreads[1][m]);
                        sum += Double.isNaN(z) ? 0 : z * z;
                    }
                    return Math.sqrt(sum);
                })
                .sorted()
                .limit(NEIGHBOURS)
                .average()
                .orElse(0);
    }

    private static double median(java.util.stream.DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
