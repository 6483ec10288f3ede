package dev.quintet.workload.run;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.LatencyMs;

/** Histograms of latency: microseconds up to an hour, three digits. */
final class Latencies {

    static final long MAX_MICROS = 3_600_000_000L;
    static final int DIGITS = 3;

    private Latencies() {}

    static Histogram empty() {
        return new Histogram(1, MAX_MICROS, DIGITS);
    }

    /** A latency as a histogram takes it: at least 1 µs, at most an hour. */
    static long micros(long nanos) {
        return Math.max(1, Math.min(MAX_MICROS, nanos / 1000));
    }

    static LatencyMs view(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return LatencyMs.NONE;
        }
        return new LatencyMs(
                millis(histogram.getMean()),
                millis((double) histogram.getValueAtPercentile(50)),
                millis((double) histogram.getValueAtPercentile(95)),
                millis((double) histogram.getValueAtPercentile(99)),
                millis((double) histogram.getMaxValue()));
    }

    private static double millis(double micros) {
        return Math.round(micros) / 1000.0;
    }
}
