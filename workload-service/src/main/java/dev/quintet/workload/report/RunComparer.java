package dev.quintet.workload.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import dev.quintet.common.api.workload.RunComparison;
import dev.quintet.common.api.workload.RunComparison.Figure;
import dev.quintet.common.api.workload.RunReport.Measured;
import dev.quintet.common.api.workload.RunView;

/** Puts two runs side by side. */
final class RunComparer {

    private final RunView first;
    private final RunView second;
    private final List<Figure> figures = new ArrayList<>();

    private RunComparer(RunView first, RunView second) {
        this.first = first;
        this.second = second;
    }

    static RunComparison compare(RunView first, RunView second) {
        return new RunComparer(first, second).compare();
    }

    private RunComparison compare() {
        Map<String, List<Object>> differences = new LinkedHashMap<>();
        differ(differences, "type", RunView::type);
        differ(differences, "target", RunView::target);
        differ(differences, "threads", RunView::threads);
        differ(differences, "nodes", RunView::nodes);
        Set<String> options = new LinkedHashSet<>(first.options().keySet());
        options.addAll(second.options().keySet());
        options.forEach(option ->
                differ(differences, "options." + option, run -> run.options().get(option)));
        measured("", run -> run.summary() == null ? null : run.summary().total());
        for (String transaction : transactions()) {
            measured(
                    transaction + " ",
                    run -> run.summary() == null
                            ? null
                            : run.summary().transactions().get(transaction));
        }
        figure(
                "benchmark",
                "",
                run -> run.summary() == null || run.summary().result() == null
                        ? null
                        : run.summary().result().value());
        return new RunComparison(List.of(first, second), differences, figures);
    }

    private Set<String> transactions() {
        Set<String> names = new LinkedHashSet<>();
        for (RunView run : List.of(first, second)) {
            if (run.summary() != null && run.summary().transactions().size() > 1) {
                names.addAll(run.summary().transactions().keySet());
            }
        }
        return names;
    }

    private void differ(Map<String, List<Object>> differences, String name, Function<RunView, Object> value) {
        Object left = value.apply(first);
        Object right = value.apply(second);
        // Numbers that came from the history may be of another type.
        if (!Objects.equals(String.valueOf(left), String.valueOf(right))) {
            differences.put(name, Arrays.asList(left, right));
        }
    }

    private void measured(String prefix, Function<RunView, Measured> part) {
        figure(prefix + "tps", "transactions/s", of(part, Measured::tps));
        figure(prefix + "errors", "errors", of(part, measured -> (double) measured.errors()));
        figure(prefix + "mean", "ms", of(part, measured -> measured.latencyMs().mean()));
        figure(prefix + "p50", "ms", of(part, measured -> measured.latencyMs().p50()));
        figure(prefix + "p95", "ms", of(part, measured -> measured.latencyMs().p95()));
        figure(prefix + "p99", "ms", of(part, measured -> measured.latencyMs().p99()));
        figure(prefix + "max", "ms", of(part, measured -> measured.latencyMs().max()));
    }

    private static Function<RunView, Double> of(Function<RunView, Measured> part, Function<Measured, Double> figure) {
        return run -> {
            Measured measured = part.apply(run);
            return measured == null ? null : figure.apply(measured);
        };
    }

    private void figure(String name, String unit, Function<RunView, Double> value) {
        Double left = value.apply(first);
        Double right = value.apply(second);
        if (left != null || right != null) {
            Double ratio = left == null || right == null || left == 0 ? null : Math.round(right / left * 1000) / 1000.0;
            figures.add(new Figure(name, unit, Arrays.asList(left, right), ratio));
        }
    }
}
