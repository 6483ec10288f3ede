package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.quintet.anomaly.experiment.Recording.Rank;
import dev.quintet.common.api.anomaly.Evidence;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.FaultVerdict;
import dev.quintet.common.page.LinePlot;

/**
 * A run as plots over its seconds, faults shaded: ranks, the load, and the metrics that everybody looks at or that spoke
 * for a cause. A bounded number of points: neighbours are joined by their mean.
 */
final class RunPlots {
    private static final int MOST_POINTS = 600;
    private static final int MOST_NODES = 8;
    private static final int MOST_METRICS = 10;
    private static final List<String> ALWAYS = List.of("cpu_percent", "memory_mib", "qps", "query_time_ms");

    private final String experiment;
    private final ExperimentRunView run;
    private final RecordingStore recordings;
    private final List<String> nodes;

    RunPlots(String experiment, ExperimentRunView run, RecordingStore recordings) {
        this.experiment = experiment;
        this.run = run;
        this.recordings = recordings;
        Set<String> first = new LinkedHashSet<>();
        run.faults().forEach(fault -> first.add(fault.target()));
        first.addAll(recordings.nodes(experiment, run.number()));
        this.nodes = first.stream().limit(MOST_NODES).sorted().toList();
    }

    /** Values by second of the run. */
    private static final class Line {
        private final TreeMap<Long, Double> values = new TreeMap<>();

        void put(double second, double value) {
            if (!Double.isNaN(value)) {
                values.put((long) second, value);
            }
        }
    }

    String plots() {
        StringBuilder plots = new StringBuilder();
        Map<String, List<Rank>> ranks = recordings.ranks(experiment, run.number());
        plots.append(plot(
                "Rank", "0 to 1", nodes, node -> line(ranks.getOrDefault(node, List.of()), Rank::time, Rank::value)));
        List<LoadSecond> load = recordings.load(experiment, run.number());
        if (!load.isEmpty()) {
            plots.append(plot(
                    "Throughput",
                    "transactions/s",
                    List.of("load"),
                    any -> line(load, LoadSecond::time, LoadSecond::tps)));
            plots.append(
                    plot("Latency, p95", "ms", List.of("load"), any -> line(load, LoadSecond::time, LoadSecond::p95)));
        }
        Map<String, Map<String, Line>> metrics = metrics();
        metrics.forEach(
                (metric, lines) -> plots.append(plot(metric, "", nodes, node -> lines.getOrDefault(node, new Line()))));
        return plots.toString();
    }

    /** By metric, then by node. */
    private Map<String, Map<String, Line>> metrics() {
        Set<String> wanted = new LinkedHashSet<>(ALWAYS);
        recordings.diagnoses(experiment, run.number()).stream()
                .flatMap(said -> said.diagnoses().stream().limit(1))
                .flatMap(diagnosis -> diagnosis.evidence().stream())
                .map(Evidence::metric)
                .distinct()
                .limit(MOST_METRICS - ALWAYS.size())
                .forEach(wanted::add);
        Map<String, Map<String, Line>> lines = new LinkedHashMap<>();
        for (String node : nodes) {
            recordings.eachSample(experiment, run.number(), node, sample -> {
                for (String metric : wanted) {
                    int column = sample.names().indexOf(metric);
                    if (column >= 0) {
                        lines.computeIfAbsent(metric, any -> new TreeMap<>())
                                .computeIfAbsent(node, any -> new Line())
                                .put(
                                        second(sample.sample().time()),
                                        sample.sample().values()[column]);
                    }
                }
            });
        }
        return lines;
    }

    private <T> Line line(List<T> points, Function<T, Instant> time, ToDoubleFunction<T> value) {
        Line line = new Line();
        points.forEach(point -> line.put(second(time.apply(point)), value.applyAsDouble(point)));
        return line;
    }

    private double second(Instant time) {
        return Duration.between(run.startedAt(), time).toMillis() / 1e3;
    }

    private String plot(String title, String unit, List<String> names, Function<String, Line> lines) {
        Map<String, Line> drawn = new LinkedHashMap<>();
        names.forEach(name -> drawn.put(name, lines.apply(name)));
        long end = drawn.values().stream()
                .filter(line -> !line.values.isEmpty())
                .mapToLong(line -> line.values.lastKey())
                .max()
                .orElse(-1);
        if (end < 0) {
            return "";
        }
        long step = end / MOST_POINTS + 1;
        List<Double> x = new ArrayList<>();
        for (long at = 0; at <= end; at += step) {
            x.add((double) at);
        }
        LinePlot plot = new LinePlot(title, unit, x, LinePlot.seconds((double) end));
        for (FaultVerdict fault : run.faults()) {
            double until = fault.endTime() == null ? end : second(fault.endTime());
            plot.band(second(fault.startTime()), until, fault.type() + " on " + fault.target());
        }
        drawn.forEach((name, line) -> plot.line(
                name, x.stream().map(at -> mean(line, at.longValue(), step)).toList()));
        return plot.svg();
    }

    private static double mean(Line line, long from, long step) {
        return line.values.subMap(from, from + step).values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }
}
