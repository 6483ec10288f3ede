package dev.quintet.anomaly.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last samples of one node: a ring of fixed size, four bytes a value, eight a time. Safe for use by several
 * threads.
 */
public final class MetricSeries {
    private final int width;
    private final long[] times;
    private final float[] values;
    private int size;
    private int next;

    /**
     * @param width values a sample
     * @param capacity samples held; the oldest gives way
     */
    public MetricSeries(int width, int capacity) {
        this.width = width;
        this.times = new long[capacity];
        this.values = new float[width * capacity];
    }

    /**
     * Adds a sample.
     *
     * @return false if the time is not after the last one's: the sample is dropped, so that time only goes forward
     */
    public synchronized boolean append(Instant time, float[] sample) {
        if (sample.length != width) {
            throw new IllegalArgumentException("expected " + width + " values, got " + sample.length);
        }
        long millis = time.toEpochMilli();
        if (size > 0 && millis <= times[Math.floorMod(next - 1, times.length)]) {
            return false;
        }
        times[next] = millis;
        System.arraycopy(sample, 0, values, next * width, width);
        next = (next + 1) % times.length;
        size = Math.min(size + 1, times.length);
        return true;
    }

    /** The samples from {@code from} on, oldest first. */
    public synchronized List<Sample> since(Instant from) {
        long start = from.toEpochMilli();
        List<Sample> samples = new ArrayList<>();
        for (int i = size; i > 0; i--) {
            int row = Math.floorMod(next - i, times.length);
            if (times[row] >= start) {
                samples.add(sample(row));
            }
        }
        return samples;
    }

    /** The last {@code count} samples or fewer, oldest first. */
    public synchronized List<Sample> last(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = Math.min(count, size); i > 0; i--) {
            samples.add(sample(Math.floorMod(next - i, times.length)));
        }
        return samples;
    }

    private Sample sample(int row) {
        return new Sample(Instant.ofEpochMilli(times[row]), Arrays.copyOfRange(values, row * width, (row + 1) * width));
    }
}
