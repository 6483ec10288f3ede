package dev.quintet.anomaly.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import dev.quintet.common.api.anomaly.WorkloadImpact;

/** Compares a load's seconds with those of a baseline. */
final class LoadImpact {
    private LoadImpact() {}

    /**
     * @param during whether a time counts as under the fault
     * @return empty if either has no second
     */
    static Optional<WorkloadImpact> of(
            List<LoadSecond> seconds, Instant baselineFrom, Instant baselineTo, Predicate<Instant> during) {
        List<LoadSecond> before = seconds.stream()
                .filter(second -> !second.middle().isBefore(baselineFrom)
                        && second.middle().isBefore(baselineTo))
                .toList();
        List<LoadSecond> under =
                seconds.stream().filter(second -> during.test(second.middle())).toList();
        if (before.isEmpty() || under.isEmpty()) {
            return Optional.empty();
        }
        double tpsBefore = mean(before, LoadSecond::tps);
        double tpsDuring = mean(under, LoadSecond::tps);
        // A second without a transaction has no latency.
        double p95Before = mean(served(before), LoadSecond::p95);
        double p95During = mean(served(under), LoadSecond::p95);
        return Optional.of(new WorkloadImpact(
                tpsBefore,
                tpsDuring,
                change(tpsBefore, tpsDuring),
                p95Before,
                p95During,
                change(p95Before, p95During),
                mean(before, LoadSecond::errors),
                mean(under, LoadSecond::errors)));
    }

    private static List<LoadSecond> served(List<LoadSecond> seconds) {
        return seconds.stream().filter(second -> second.tps() > 0).toList();
    }

    private static double mean(List<LoadSecond> seconds, ToDoubleFunction<LoadSecond> figure) {
        return seconds.stream().mapToDouble(figure).average().orElse(0);
    }

    private static Double change(double before, double during) {
        return before == 0 ? null : (during - before) / before;
    }
}
