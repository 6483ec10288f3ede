package dev.quintet.anomaly.metric;

import java.time.Duration;
import java.util.Arrays;

/**
 * Turns readings of counters into rates a second. A counter that went down was reset: no rate for that step. After a
 * gap longer than {@code maxGap} there is no rate either, since what happened in between is not known by the second.
 * Not safe for use by several threads.
 */
public final class CounterRates {
    private final double[] last;
    private final double[] deltas;
    private final long maxGapNanos;
    private long lastNanos;
    private boolean primed;
    private double seconds = Double.NaN;

    public CounterRates(int counters, Duration maxGap) {
        this.last = new double[counters];
        this.deltas = new double[counters];
        this.maxGapNanos = maxGap.toNanos();
        Arrays.fill(deltas, Double.NaN);
    }

    /**
     * Takes the next reading.
     *
     * @param nanos when, by {@link System#nanoTime}
     * @param counters the counters' values; NaN = not there
     */
    public void update(long nanos, double[] counters) {
        long elapsed = nanos - lastNanos;
        boolean usable = primed && elapsed > 0 && elapsed <= maxGapNanos;
        seconds = usable ? elapsed / 1e9 : Double.NaN;
        for (int i = 0; i < last.length; i++) {
            double delta = counters[i] - last[i];
            deltas[i] = usable && delta >= 0 ? delta : Double.NaN;
            last[i] = counters[i];
        }
        lastNanos = nanos;
        primed = true;
    }

    /** Forgets the last reading: the next one starts anew. */
    public void reset() {
        primed = false;
        Arrays.fill(deltas, Double.NaN);
        seconds = Double.NaN;
    }

    /** How much a counter grew in the last step; NaN if not known. */
    public double delta(int counter) {
        return deltas[counter];
    }

    /** How much a counter grew a second in the last step; NaN if not known. */
    public double rate(int counter) {
        return deltas[counter] / seconds;
    }
}
