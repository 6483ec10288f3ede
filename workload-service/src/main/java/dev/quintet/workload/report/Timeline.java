package dev.quintet.workload.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import dev.quintet.common.api.workload.RunReport;

/**
 * A run's reports as points of plots, a bounded number of them however long the run was: neighbours are joined, rates
 * by their mean and latencies by the largest, so that a stall stays visible.
 */
final class Timeline {

    static final int MAX_POINTS = 600;

    /**
     * A stretch of the run.
     *
     * @param second its end
     * @param tps transactions a second
     * @param p50 median latency, ms
     * @param p95 of latency, ms
     * @param p99 of latency, ms
     * @param errors errors a second
     * @param backlog arrivals that waited at its end
     * @param nodes transactions a second by node
     */
    record Point(
            double second,
            double tps,
            double p50,
            double p95,
            double p99,
            double errors,
            double backlog,
            Map<String, Double> nodes) {}

    private final List<Point> points = new ArrayList<>();
    private final List<Point> waiting = new ArrayList<>();
    private int together = 1;
    private double lastSecond;

    void add(RunReport report) {
        double seconds = Math.max(1, report.second() - lastSecond);
        lastSecond = report.second();
        waiting.add(new Point(
                report.second(),
                report.total().tps(),
                report.total().latencyMs().p50(),
                report.total().latencyMs().p95(),
                report.total().latencyMs().p99(),
                report.total().errors() / seconds,
                report.backlog(),
                report.nodes().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, node -> node.getValue()
                        .tps()))));
        if (waiting.size() >= together) {
            points.add(join(waiting));
            waiting.clear();
        }
        if (points.size() > MAX_POINTS) {
            List<Point> halved = new ArrayList<>();
            for (int i = 0; i < points.size(); i += 2) {
                halved.add(join(points.subList(i, Math.min(i + 2, points.size()))));
            }
            points.clear();
            points.addAll(halved);
            together *= 2;
        }
    }

    List<Point> points() {
        List<Point> all = new ArrayList<>(points);
        if (!waiting.isEmpty()) {
            all.add(join(waiting));
        }
        return all;
    }

    private static Point join(List<Point> parts) {
        Point last = parts.get(parts.size() - 1);
        Map<String, Double> nodes = last.nodes().keySet().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> mean(parts, part -> part.nodes().getOrDefault(name, 0.0))));
        return new Point(
                last.second(),
                mean(parts, Point::tps),
                max(parts, Point::p50),
                max(parts, Point::p95),
                max(parts, Point::p99),
                mean(parts, Point::errors),
                max(parts, Point::backlog),
                nodes);
    }

    private static double mean(List<Point> parts, ToDoubleFunction<Point> figure) {
        return parts.stream().mapToDouble(figure).average().orElse(0);
    }

    private static double max(List<Point> parts, ToDoubleFunction<Point> figure) {
        return parts.stream().mapToDouble(figure).max().orElse(0);
    }
}
