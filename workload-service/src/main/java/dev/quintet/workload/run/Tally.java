package dev.quintet.workload.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunReport.Measured;
import dev.quintet.workload.target.ErrorKind;

/** A sum of statistics over some cells and time. Not thread-safe. */
final class Tally {

    private final Histogram latency = Latencies.empty();
    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private long queries;

    void reset() {
        latency.reset();
        errors.clear();
        queries = 0;
    }

    void addLatency(Histogram more) {
        latency.add(more);
    }

    void addQueries(long more) {
        queries += more;
    }

    void addErrors(ErrorKind kind, long more) {
        if (more > 0) {
            errors.merge(kind, more, Long::sum);
        }
    }

    void add(Tally other) {
        addLatency(other.latency);
        addQueries(other.queries);
        other.errors.forEach(this::addErrors);
    }

    Histogram latency() {
        return latency;
    }

    Measured over(double seconds) {
        double divisor = Math.max(1e-3, seconds);
        long count = latency.getTotalCount();
        long failures = errors.values().stream().mapToLong(Long::longValue).sum();
        return new Measured(count, rate(count / divisor), rate(queries / divisor), failures, Latencies.view(latency));
    }

    Map<String, Long> errorsByKind() {
        Map<String, Long> byKind = new TreeMap<>();
        errors.forEach((kind, count) -> byKind.put(kind.label(), count));
        return byKind;
    }

    private static double rate(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
