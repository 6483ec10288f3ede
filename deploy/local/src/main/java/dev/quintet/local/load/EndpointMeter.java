package dev.quintet.local.load;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * Counts and latencies of one endpoint, in bounded memory: a histogram of microseconds with three digits, no list of
 * samples. Safe for use by several threads.
 */
final class EndpointMeter {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int MOST_KINDS = 20;

    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    private final Map<String, Long> shed = new TreeMap<>();
    private final Map<String, Failures> errors = new TreeMap<>();

    /**
     * Errors of one kind.
     *
     * @param first what the first of them said
     */
    record Failures(long count, String first) {}

    /**
     * What was measured.
     *
     * @param latencies of all calls, in microseconds
     * @param shed documented refusals by kind
     * @param errors by kind
     */
    record Snapshot(Histogram latencies, Map<String, Long> shed, Map<String, Failures> errors) {

        long count() {
            return latencies.getTotalCount();
        }

        long shedCount() {
            return shed.values().stream().mapToLong(Long::longValue).sum();
        }

        long errorCount() {
            return errors.values().stream().mapToLong(Failures::count).sum();
        }

        double percentileMillis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1e3;
        }

        double maxMillis() {
            return latencies.getMaxValue() / 1e3;
        }
    }

    synchronized void record(long nanos, Outcome outcome) {
        micros.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
        if (outcome instanceof Outcome.Shed refused) {
            shed.merge(bounded(shed, refused.kind()), 1L, Long::sum);
        } else if (outcome instanceof Outcome.Wrong wrong) {
            errors.merge(
                    bounded(errors, wrong.kind()),
                    new Failures(1, wrong.detail()),
                    (all, one) -> new Failures(all.count() + 1, all.first()));
        }
    }

    private static String bounded(Map<String, ?> kinds, String kind) {
        return kinds.size() < MOST_KINDS || kinds.containsKey(kind) ? kind : "others";
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                micros.copy(),
                Collections.unmodifiableMap(new TreeMap<>(shed)),
                Collections.unmodifiableMap(new TreeMap<>(errors)));
    }
}
