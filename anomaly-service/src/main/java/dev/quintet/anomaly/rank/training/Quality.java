package dev.quintet.anomaly.rank.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How good ranks are on runs that were held back, and how good those of the distance ranker on the same. */
final class Quality {
    private static final double ALARM = 0.8;
    private static final double CALM = 0.2;
    private static final double SOON = 10;
    private static final double HOUR = 3600;

    private final List<Scored> scored = new ArrayList<>();
    private int named;
    private int nameable;

    private record Scored(Row row, double model) {}

    private final List<List<Scored>> faults = new ArrayList<>();

    /** Scores runs that the weights have not seen. */
    void add(List<ReplayedRun> heldBack, Weights weights) {
        for (ReplayedRun run : heldBack) {
            List<Scored> rows = run.rows().stream()
                    .map(row -> new Scored(row, rank(row, weights)))
                    .toList();
            scored.addAll(rows);
            List<Scored> fault =
                    rows.stream().filter(each -> each.row().abnormal()).toList();
            if (!fault.isEmpty()) {
                faults.add(fault);
                name(fault, weights);
            }
        }
    }

    private static double rank(Row row, Weights weights) {
        double[] x = row.inputs();
        return weights.rank(x, weights.inner(x));
    }

    private void name(List<Scored> fault, Weights weights) {
        int cause = fault.get(0).row().cause();
        if (cause < 0) {
            return;
        }
        double[] sums = new double[weights.causesBias().length];
        for (Scored each : fault) {
            double[] causes = weights.causesOf(weights.inner(each.row().inputs()));
            for (int c = 0; c < sums.length; c++) {
                sums[c] += each.model() * causes[c];
            }
        }
        int best = 0;
        for (int c = 1; c < sums.length; c++) {
            best = sums[c] > sums[best] ? c : best;
        }
        nameable++;
        named += best == cause ? 1 : 0;
    }

    /** By ranker, then by figure. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Object> model = of(Scored::model);
        model.put("cause_named_first", rounded(nameable == 0 ? Double.NaN : (double) named / nameable));
        figures.put("tensorflow", model);
        figures.put("distance", of(each -> each.row().distanceRank()));
        return figures;
    }

    private Map<String, Object> of(ToDoubleFunction<Scored> rank) {
        List<Scored> calm =
                scored.stream().filter(each -> !each.row().abnormal()).toList();
        double[] delays = faults.stream()
                .mapToDouble(fault -> fault.stream()
                        .filter(each -> rank.applyAsDouble(each) >= ALARM)
                        .mapToDouble(each -> each.row().since())
                        .min()
                        .orElse(Double.POSITIVE_INFINITY))
                .sorted()
                .toArray();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calm_seconds", calm.size());
        figures.put("faults", faults.size());
        figures.put("auc", rounded(auc(rank)));
        figures.put("calm_below_0.2", rounded(part(calm, each -> rank.applyAsDouble(each) < CALM ? 1 : 0)));
        figures.put(
                "calm_seconds_at_alarm_an_hour",
                rounded(HOUR * part(calm, each -> rank.applyAsDouble(each) >= ALARM ? 1 : 0)));
        figures.put(
                "faults_at_alarm_within_10_s",
                rounded(Arrays.stream(delays).filter(delay -> delay <= SOON).count() / (double) delays.length));
        double median = delays.length == 0 ? Double.NaN : delays[(delays.length - 1) / 2];
        figures.put("median_delay_s", Double.isFinite(median) ? rounded(median) : null);
        return figures;
    }

    private static double part(List<Scored> rows, ToDoubleFunction<Scored> counts) {
        return rows.stream().mapToDouble(counts).average().orElse(Double.NaN);
    }

    /** The part of pairs of an abnormal and a calm second that are ranked right. */
    private double auc(ToDoubleFunction<Scored> rank) {
        List<Scored> ascending =
                scored.stream().sorted(Comparator.comparingDouble(rank)).toList();
        double places = 0;
        long abnormal = 0;
        for (int i = 0; i < ascending.size(); ) {
            int end = i;
            long tied = 0;
            while (end < ascending.size()
                    && rank.applyAsDouble(ascending.get(end)) == rank.applyAsDouble(ascending.get(i))) {
                tied += ascending.get(end++).row().abnormal() ? 1 : 0;
            }
            places += tied * (i + end + 1) / 2.0;
            abnormal += tied;
            i = end;
        }
        long normal = ascending.size() - abnormal;
        return (places - abnormal * (abnormal + 1) / 2.0) / ((double) abnormal * normal);
    }

    private static Double rounded(double value) {
        return Double.isFinite(value) ? Math.round(1e4 * value) / 1e4 : null;
    }
}
