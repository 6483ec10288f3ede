package dev.quintet.anomaly.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentSummary;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.api.anomaly.FaultVerdict;
import dev.quintet.common.api.anomaly.WorkloadImpact;

/** Sums runs up. */
final class Summaries {
    private Summaries() {}

    /** Of the runs that went through to their end; empty if none did. */
    static Optional<ExperimentSummary> of(List<ExperimentRunView> all) {
        List<ExperimentRunView> runs = all.stream().filter(Summaries::finished).toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        List<FaultVerdict> faults =
                runs.stream().flatMap(run -> run.faults().stream()).toList();
        List<Double> delays = faults.stream()
                .map(FaultVerdict::delaySeconds)
                .filter(Objects::nonNull)
                .toList();
        return Optional.of(new ExperimentSummary(
                runs.size(),
                faults.size(),
                count(faults, FaultVerdict::detected),
                value(delays.stream().mapToDouble(Double::doubleValue).average()),
                value(delays.stream().mapToDouble(Double::doubleValue).max()),
                count(faults, FaultVerdict::top1),
                count(faults, FaultVerdict::top3),
                runs.stream().mapToInt(ExperimentRunView::falseAlarms).sum(),
                runs.stream().mapToInt(ExperimentRunView::spreadAlarms).sum(),
                runs.stream().mapToLong(ExperimentRunView::calmSeconds).sum(),
                mean(runs, WorkloadImpact::tpsChange),
                mean(runs, WorkloadImpact::p95Change)));
    }

    /** How many runs went through to their end. */
    static int finished(List<ExperimentRunView> all) {
        return Math.toIntExact(all.stream().filter(Summaries::finished).count());
    }

    private static boolean finished(ExperimentRunView run) {
        return run.status().equals(ExperimentView.FINISHED);
    }

    private static int count(List<FaultVerdict> faults, Predicate<FaultVerdict> which) {
        return Math.toIntExact(faults.stream().filter(which).count());
    }

    private static Double mean(List<ExperimentRunView> runs, Function<WorkloadImpact, Double> figure) {
        return value(runs.stream()
                .map(ExperimentRunView::impact)
                .filter(Objects::nonNull)
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average());
    }

    private static Double value(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }
}
