package dev.quintet.anomaly.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.quintet.common.api.anomaly.ExperimentComparison;
import dev.quintet.common.api.anomaly.ExperimentRequest;
import dev.quintet.common.api.anomaly.ExperimentSummary;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.api.workload.RunComparison.Figure;

/** Puts two experiments side by side. */
final class ExperimentComparer {
    private final ExperimentView first;
    private final ExperimentView second;
    private final Map<String, List<Object>> differences = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();

    private ExperimentComparer(ExperimentView first, ExperimentView second) {
        this.first = first;
        this.second = second;
    }

    static ExperimentComparison compare(ExperimentView first, ExperimentView second) {
        return new ExperimentComparer(first, second).compare();
    }

    private ExperimentComparison compare() {
        differ("workload", ExperimentRequest::workload);
        differ("faults", ExperimentRequest::faults);
        differ("baseline", ExperimentRequest::baseline);
        differ("cooldown", ExperimentRequest::cooldown);
        differ("repeat", ExperimentRequest::repeat);
        figure("detected", "part of the faults", summary -> part(summary.detected(), summary.faults()));
        figure("delay_mean", "s", ExperimentSummary::meanDelaySeconds);
        figure("delay_worst", "s", ExperimentSummary::worstDelaySeconds);
        figure("top1", "part of the faults", summary -> part(summary.top1(), summary.faults()));
        figure("top3", "part of the faults", summary -> part(summary.top3(), summary.faults()));
        figure(
                "false_alarms",
                "an hour of calm",
                summary -> part(3600.0 * summary.falseAlarms(), (double) summary.calmSeconds()));
        figure("spread_alarms", "a run", summary -> part(summary.spreadAlarms(), summary.runs()));
        figure("tps_change", "part", ExperimentSummary::tpsChange);
        figure("p95_change", "part", ExperimentSummary::p95Change);
        return new ExperimentComparison(
                List.of(Experiments.brief(first), Experiments.brief(second)), differences, figures);
    }

    private static Double part(double some, double all) {
        return all == 0 ? null : some / all;
    }

    private void differ(String name, Function<ExperimentRequest, Object> value) {
        Object left = value.apply(first.plan());
        Object right = value.apply(second.plan());
        if (!Objects.equals(left, right)) {
            differences.put(name, Arrays.asList(left, right));
        }
    }

    private void figure(String name, String unit, Function<ExperimentSummary, Double> value) {
        Double left = first.summary() == null ? null : value.apply(first.summary());
        Double right = second.summary() == null ? null : value.apply(second.summary());
        if (left != null || right != null) {
            Double ratio = left == null || right == null || left == 0 ? null : right / left;
            figures.add(new Figure(name, unit, Arrays.asList(left, right), ratio));
        }
    }
}
