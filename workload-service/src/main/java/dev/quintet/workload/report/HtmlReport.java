package dev.quintet.workload.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.BenchmarkResult;
import dev.quintet.common.api.workload.RunReport.Measured;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.common.page.Html;
import dev.quintet.common.page.LinePlot;

/** A run as one page that stands alone: its result, plots over time, and the distribution of latency. */
final class HtmlReport {

    private static final double[] PERCENTILES = {0, 50, 90, 99, 99.9, 99.99, 99.999};
    private static final int MAX_NODE_LINES = 8;

    private final RunView run;
    private final List<Timeline.Point> points;
    private final Optional<Histogram> latency;

    HtmlReport(RunView run, List<Timeline.Point> points, Optional<Histogram> latency) {
        this.run = run;
        this.points = points;
        this.latency = latency;
    }

    String page() {
        String title = run.type() + " on " + run.target();
        StringBuilder page = new StringBuilder("<p>");
        page.append(Html.text(run.id() + ", " + run.threads() + " threads, " + run.status() + ": " + run.message()
                + ", begun " + run.startedAt()));
        page.append("</p>\n");
        summary(page);
        plots(page);
        page.append("<h2>Options</h2>\n")
                .append(Html.table(
                        List.of("option", "value"),
                        run.options().entrySet().stream()
                                .map(option -> List.of(option.getKey(), String.valueOf(option.getValue())))
                                .toList()));
        return Html.page(title, page.toString());
    }

    private void summary(StringBuilder page) {
        if (run.summary() == null) {
            return;
        }
        BenchmarkResult result = run.summary().result();
        if (result != null) {
            page.append("<h2>").append(Html.text(result.metric())).append(": ");
            page.append(result.value() == null ? "not complete" : Html.number(result.value()));
            page.append("</h2>\n<p>Not audited, not comparable with published results.</p>\n");
            page.append(Html.table(List.of("figure", "value", "limit", "kept"), figures(result)));
        }
        page.append("<h2>Result over ")
                .append(Html.number(run.summary().seconds()))
                .append(" s</h2>\n");
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("all", run.summary().total()));
        run.summary().nodes().forEach((name, part) -> rows.add(row(name, part)));
        run.summary().transactions().forEach((name, part) -> rows.add(row(name, part)));
        page.append(Html.table(
                List.of("part", "count", "tps", "qps", "errors", "mean ms", "p50 ms", "p95 ms", "p99 ms", "max ms"),
                rows));
        Map<String, Long> errors = run.summary().errors();
        if (!errors.isEmpty() || run.summary().unserved() > 0) {
            page.append("<p>")
                    .append(Html.text("Errors by kind: " + errors + "; arrivals never served: "
                            + run.summary().unserved()))
                    .append("</p>\n");
        }
    }

    private static List<List<String>> figures(BenchmarkResult result) {
        return result.figures().stream()
                .map(figure -> List.of(
                        figure.name(),
                        Html.number(figure.value()) + " " + figure.unit(),
                        (figure.min() == null ? "" : "at least " + Html.number(figure.min()))
                                + (figure.max() == null ? "" : "at most " + Html.number(figure.max())),
                        figure.min() == null && figure.max() == null ? "" : figure.met() ? "yes" : "no"))
                .toList();
    }

    private static List<String> row(String name, Measured part) {
        return List.of(
                name,
                Long.toString(part.count()),
                Html.number(part.tps()),
                Html.number(part.qps()),
                Long.toString(part.errors()),
                Html.number(part.latencyMs().mean()),
                Html.number(part.latencyMs().p50()),
                Html.number(part.latencyMs().p95()),
                Html.number(part.latencyMs().p99()),
                Html.number(part.latencyMs().max()));
    }

    private void plots(StringBuilder page) {
        if (points.isEmpty()) {
            page.append("<p>No report was kept.</p>\n");
            return;
        }
        page.append("<h2>Over time</h2>\n");
        LinePlot throughput = plot("Throughput", "transactions/s").line("all", values(Timeline.Point::tps));
        List<String> nodes = List.copyOf(run.nodes());
        if (nodes.size() > 1 && nodes.size() < MAX_NODE_LINES) {
            nodes.forEach(
                    node -> throughput.line(node, values(point -> point.nodes().getOrDefault(node, Double.NaN))));
        }
        page.append(throughput.svg());
        page.append(plot("Latency", "ms")
                .line("p50", values(Timeline.Point::p50))
                .line("p95", values(Timeline.Point::p95))
                .line("p99", values(Timeline.Point::p99))
                .svg());
        if (points.stream().anyMatch(point -> point.errors() > 0)) {
            page.append(plot("Errors", "errors/s")
                    .line("errors", values(Timeline.Point::errors))
                    .svg());
        }
        if (points.stream().anyMatch(point -> point.backlog() > 0)) {
            page.append(plot("Backlog", "arrivals that wait")
                    .line("backlog", values(Timeline.Point::backlog))
                    .svg());
        }
        latency.ifPresent(
                histogram -> page.append("<h2>Distribution of latency</h2>\n").append(distribution(histogram)));
    }

    private LinePlot plot(String title, String unit) {
        double end = points.get(points.size() - 1).second();
        return new LinePlot(
                title, unit, points.stream().map(Timeline.Point::second).toList(), LinePlot.seconds(end));
    }

    private List<Double> values(ToDoubleFunction<Timeline.Point> figure) {
        return points.stream().map(figure::applyAsDouble).toList();
    }

    /** Latency by percentile; each equal step to the right is ten times as rare. */
    private static String distribution(Histogram histogram) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        double rarest = Math.log10(Math.max(10, (double) histogram.getTotalCount()));
        for (double rarity = 0; rarity <= rarest; rarity += rarest / 200) {
            double percentile = 100 * (1 - Math.pow(10, -rarity));
            x.add(rarity);
            y.add((double) histogram.getValueAtPercentile(percentile) / 1000);
        }
        List<LinePlot.Mark> marks = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            double rarity = -Math.log10(1 - percentile / 100);
            if (rarity <= rarest) {
                marks.add(new LinePlot.Mark(rarity, Html.number(percentile) + " %"));
            }
        }
        return new LinePlot("Latency by percentile", "ms", x, marks)
                .line("latency", y)
                .svg();
    }
}
