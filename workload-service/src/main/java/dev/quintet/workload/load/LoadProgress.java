package dev.quintet.workload.load;

import java.util.concurrent.atomic.LongAdder;

import dev.quintet.common.api.workload.PrepareProgress;

/** Rows loaded of rows to load. Thread-safe. */
public final class LoadProgress {

    private final LongAdder rows = new LongAdder();
    private volatile long total;
    private volatile long beganNanos;

    /** Begins to count towards that many rows. */
    public void begin(long rowsToLoad) {
        beganNanos = System.nanoTime();
        total = rowsToLoad;
    }

    /** So many more rows are there. */
    public void loaded(int more) {
        rows.add(more);
    }

    /** All is there: an estimated total becomes the true one. */
    public void end() {
        total = rows.sum();
    }

    /** As the API shows it. */
    public PrepareProgress view() {
        long done = rows.sum();
        if (total == 0) {
            return new PrepareProgress(0, 0, 0, null);
        }
        double percent = Math.min(100, Math.round(1000.0 * done / total) / 10.0);
        Long left =
                done == 0 ? null : (long) ((System.nanoTime() - beganNanos) / 1e9 * Math.max(0, total - done) / done);
        return new PrepareProgress(done, total, percent, left);
    }
}
