package dev.quintet.anomaly.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What to compare in a run: its abnormal rows, or the first of them, with a calm. */
public final class RunWindows {
    /** With fewer normal rows than this a run is compared with the calm runs of its folder. */
    public static final int LEAST_NORMAL = 3;

    private static final double EARLY_SECONDS = 10;
    private static final double BEFORE_SECONDS = 20;

    private RunWindows() {}

    /** The rows to compare. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Window(double[][] calm, double[][] anomalous) {}

    /** All abnormal rows against all normal ones. */
    public static Window whole(LabelledRun run, List<LabelledRun> calmRuns) {
        return new Window(calm(run, calmRuns), run.abnormal());
    }

    /**
     * The first ten abnormal seconds against the 20 before. Without three normal rows then, against those that are
     * normal at all.
     */
    public static Window early(LabelledRun run, List<LabelledRun> calmRuns) {
        int onset = run.states().indexOf(RowState.ABNORMAL);
        double from = run.seconds()[onset];
        List<double[]> before = new ArrayList<>();
        List<double[]> first = new ArrayList<>();
        for (int row = 0; row < run.rows(); row++) {
            double second = run.seconds()[row];
            if (run.states().get(row) == RowState.ABNORMAL && second < from + EARLY_SECONDS) {
                first.add(run.values()[row]);
            } else if (run.states().get(row) == RowState.NORMAL && second < from && second >= from - BEFORE_SECONDS) {
                before.add(run.values()[row]);
            }
        }
        double[][] calm = before.size() < LEAST_NORMAL ? calm(run, calmRuns) : before.toArray(double[][]::new);
        return new Window(calm, first.toArray(double[][]::new));
    }

    /** The second half of the normal rows against the first: nothing is wrong in it. Empty halves if there are none. */
    public static Window normalOnly(LabelledRun run) {
        double[][] normal = run.normal();
        List<double[]> rows = List.of(normal);
        int half = normal.length / 2;
        return new Window(
                rows.subList(0, half).toArray(double[][]::new),
                rows.subList(half, normal.length).toArray(double[][]::new));
    }

    /** The run's own normal rows, or those of the calm runs. */
    public static double[][] calm(LabelledRun run, List<LabelledRun> calmRuns) {
        double[][] own = run.normal();
        if (own.length >= LEAST_NORMAL) {
            return own;
        }
        return calmRuns.stream()
                .map(calm -> calm.with(run.metrics()))
                .flatMap(calm -> calm.normal().length == 0 ? Stream.of(calm.values()) : Stream.of(calm.normal()))
                .toArray(double[][]::new);
    }
}
