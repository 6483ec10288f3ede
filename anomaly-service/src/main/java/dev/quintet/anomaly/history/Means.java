package dev.quintet.anomaly.history;

import java.time.Instant;
import java.util.Optional;

import dev.quintet.anomaly.metric.Sample;

/** Sums one node's samples up to means over whole spans of time. Not safe for use by several threads. */
final class Means {
    private final long spanMillis;
    private long span = Long.MIN_VALUE;
    private double[] sums = {};
    private int[] counts = {};

    /** @param seconds the span; they begin at whole multiples of it since the epoch */
    Means(int seconds) {
        this.spanMillis = seconds * 1000L;
    }

    /** Takes a sample in; returns the mean of the span before, at its beginning, when the sample begins a new one. */
    Optional<Sample> add(Sample sample) {
        long now = Math.floorDiv(sample.time().toEpochMilli(), spanMillis);
        Optional<Sample> done = Optional.empty();
        if (now != span) {
            done = span == Long.MIN_VALUE ? Optional.empty() : Optional.of(mean());
            span = now;
            sums = new double[sample.values().length];
            counts = new int[sample.values().length];
        }
        for (int i = 0; i < sums.length; i++) {
            float value = sample.values()[i];
            if (!Float.isNaN(value)) {
                sums[i] += value;
                counts[i]++;
            }
        }
        return done;
    }

    private Sample mean() {
        float[] values = new float[sums.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = counts[i] == 0 ? Float.NaN : (float) (sums[i] / counts[i]);
        }
        return new Sample(Instant.ofEpochMilli(span * spanMillis), values);
    }
}
