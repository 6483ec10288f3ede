package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentSummary;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.api.anomaly.FaultVerdict;
import dev.quintet.common.api.anomaly.WorkloadImpact;
import dev.quintet.common.page.Html;

/** An experiment as one page that stands alone: what was done, what came of it, and plots of each run. */
final class ExperimentReport {
    private static final int MOST_PLOTTED = 10;

    private final ExperimentView experiment;
    private final RecordingStore recordings;

    ExperimentReport(ExperimentView experiment, RecordingStore recordings) {
        this.experiment = experiment;
        this.recordings = recordings;
    }

    String page() {
        StringBuilder page = new StringBuilder("<p>")
                .append(Html.text(experiment.id() + ", " + experiment.status() + ": " + experiment.message()
                        + ", begun " + experiment.createdAt().truncatedTo(ChronoUnit.SECONDS) + " by "
                        + experiment.caller()))
                .append("</p>\n");
        if (experiment.summary() != null) {
            summary(page, experiment.summary());
        }
        page.append("<h2>Plan</h2>\n").append(Html.table(List.of("part", "value"), plan()));
        page.append("<h2>Faults</h2>\n").append(Html.table(HEADS, verdicts()));
        page.append("<h2>Runs</h2>\n")
                .append(Html.table(
                        List.of(
                                "run",
                                "status",
                                "calm s",
                                "false alarms",
                                "alarms elsewhere",
                                "tps",
                                "p95 ms",
                                "remarks"),
                        experiment.runs().stream().map(ExperimentReport::run).toList()));
        experiment.runs().stream().limit(MOST_PLOTTED).forEach(run -> {
            page.append("<h2>Run ").append(run.number()).append("</h2>\n");
            page.append(new RunPlots(experiment.id(), run, recordings).plots());
        });
        if (experiment.runs().size() > MOST_PLOTTED) {
            page.append("<p>Only the first ").append(MOST_PLOTTED).append(" runs are drawn.</p>\n");
        }
        return Html.page(experiment.name(), page.toString());
    }

    private static void summary(StringBuilder page, ExperimentSummary summary) {
        page.append("<h2>Result of ")
                .append(summary.runs())
                .append(summary.runs() == 1 ? " run" : " runs")
                .append("</h2>\n");
        page.append(Html.table(
                List.of("figure", "value"),
                List.of(
                        List.of("detected", summary.detected() + " of " + summary.faults()),
                        List.of("delay, mean", seconds(summary.meanDelaySeconds())),
                        List.of("delay, worst", seconds(summary.worstDelaySeconds())),
                        List.of("named first", summary.top1() + " of " + summary.faults()),
                        List.of("among the first three", summary.top3() + " of " + summary.faults()),
                        List.of("false alarms", summary.falseAlarms() + " in " + summary.calmSeconds() + " s of calm"),
                        List.of("alarms on nodes that were not hit", Integer.toString(summary.spreadAlarms())),
                        List.of("throughput under faults", percent(summary.tpsChange())),
                        List.of("p95 latency under faults", percent(summary.p95Change())))));
    }

    private List<List<String>> plan() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "load",
                experiment.plan().workload() == null
                        ? "none"
                        : experiment.plan().workload().type() + " "
                                + experiment.plan().workload().options()));
        rows.add(List.of("baseline", experiment.plan().baseline()));
        experiment
                .plan()
                .faults()
                .forEach(fault -> rows.add(List.of(
                        "fault after " + fault.after(),
                        fault.type() + " (" + fault.severity() + ") on " + String.join(", ", fault.target()) + " for "
                                + fault.duration())));
        rows.add(List.of("cooldown", experiment.plan().cooldown()));
        rows.add(List.of("repeat", Integer.toString(experiment.plan().repeat())));
        return rows;
    }

    /** Times of faults are counted from the run's beginning, as in its plots. */
    private static final List<String> HEADS =
            List.of("run", "fault", "node", "from s", "until s", "detected after", "named", "place", "tps", "p95 ms");

    private List<List<String>> verdicts() {
        return experiment.runs().stream()
                .flatMap(run -> run.faults().stream().map(fault -> verdict(run, fault)))
                .toList();
    }

    private static List<String> verdict(ExperimentRunView run, FaultVerdict fault) {
        return Stream.concat(
                        Stream.of(
                                Integer.toString(run.number()),
                                fault.type() + " (" + fault.severity() + ")",
                                fault.target(),
                                intoRun(run, fault.startTime()),
                                intoRun(run, fault.endTime()),
                                fault.detected() ? seconds(fault.delaySeconds()) : "not",
                                Objects.toString(fault.diagnosed(), "–"),
                                Objects.toString(fault.place(), "–")),
                        impact(fault.impact()))
                .toList();
    }

    private static String intoRun(ExperimentRunView run, Instant time) {
        return time == null
                ? "–"
                : tenths(Duration.between(run.startedAt(), time).toMillis() / 1000.0);
    }

    private static List<String> run(ExperimentRunView run) {
        return Stream.of(
                        Stream.of(
                                Integer.toString(run.number()),
                                run.status(),
                                Long.toString(run.calmSeconds()),
                                Integer.toString(run.falseAlarms()),
                                Integer.toString(run.spreadAlarms())),
                        impact(run.impact()),
                        Stream.of(run.message()))
                .flatMap(part -> part)
                .toList();
    }

    private static Stream<String> impact(WorkloadImpact impact) {
        return impact == null
                ? Stream.of("–", "–")
                : Stream.of(
                        tenths(impact.tpsBefore()) + " → " + tenths(impact.tpsDuring()),
                        tenths(impact.p95MsBefore()) + " → " + tenths(impact.p95MsDuring()));
    }

    private static String tenths(double value) {
        return Html.number(Double.isFinite(value) ? Math.round(10 * value) / 10.0 : value);
    }

    private static String seconds(Double value) {
        return value == null ? "–" : Html.number(value) + " s";
    }

    private static String percent(Double change) {
        return change == null ? "–" : (change > 0 ? "+" : "") + Html.number(Math.round(1000 * change) / 10.0) + " %";
    }
}
