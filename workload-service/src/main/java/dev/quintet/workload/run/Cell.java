package dev.quintet.workload.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

import dev.quintet.workload.target.ErrorKind;

/**
 * Statistics of one transaction on one node. Any thread records, without allocation; one thread at a time closes
 * intervals.
 */
final class Cell {

    private final Recorder recorder = new Recorder(1, Latencies.MAX_MICROS, Latencies.DIGITS);
    private final LongAdder queries = new LongAdder();
    // INVARIANT: filled in the constructor and never changed, so that any thread may read it.
    private final Map<ErrorKind, LongAdder> errors = new EnumMap<>(ErrorKind.class);

    private final Tally interval = new Tally();
    private final Tally total = new Tally();
    private final Map<ErrorKind, Long> errorsBefore = new EnumMap<>(ErrorKind.class);
    private long queriesBefore;
    private Histogram recycled;

    Cell() {
        for (ErrorKind kind : ErrorKind.values()) {
            errors.put(kind, new LongAdder());
            errorsBefore.put(kind, 0L);
        }
    }

    void success(long nanos, int statements) {
        recorder.recordValue(Latencies.micros(nanos));
        queries.add(statements);
    }

    void error(ErrorKind kind) {
        errors.get(kind).increment();
    }

    long errorsEver() {
        return errors.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Ends the interval; what it held counts to the total if {@code measured}. */
    void closeInterval(boolean measured) {
        recycled = recorder.getIntervalHistogram(recycled);
        long queriesNow = queries.sum();
        interval.reset();
        interval.addLatency(recycled);
        interval.addQueries(queriesNow - queriesBefore);
        queriesBefore = queriesNow;
        errors.forEach((kind, count) -> {
            long now = count.sum();
            interval.addErrors(kind, now - errorsBefore.get(kind));
            errorsBefore.put(kind, now);
        });
        if (measured) {
            total.add(interval);
        }
    }

    Tally interval() {
        return interval;
    }

    Tally total() {
        return total;
    }
}
