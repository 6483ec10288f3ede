package dev.quintet.workload.sysbench;

import java.util.concurrent.atomic.LongAdder;

import dev.quintet.common.api.workload.PrepareProgress;

/** Rows loaded of rows to load. Thread-safe. */
final class LoadProgress {

    private final LongAdder rows = new LongAdder();
    private volatile long total;
    private volatile long beganNanos;

    void begin(long rowsToLoad) {
        beganNanos = System.nanoTime();
        total = rowsToLoad;
    }

    void loaded(int more) {
        rows.add(more);
    }

    PrepareProgress view() {
        long done = rows.sum();
        if (total == 0) {
            return new PrepareProgress(0, 0, 0, null);
        }
        double percent = Math.round(1000.0 * done / total) / 10.0;
        Long left = done == 0 ? null : (long) ((System.nanoTime() - beganNanos) / 1e9 * (total - done) / done);
        return new PrepareProgress(done, total, percent, left);
    }
}
