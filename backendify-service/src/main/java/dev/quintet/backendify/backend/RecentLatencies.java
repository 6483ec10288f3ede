package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Quantiles of a backend's latest answers, from a ring of fixed size.
 *
 * <p>Not thread-safe: guarded by the {@link Backend} that owns it.
 */
final class RecentLatencies {
    private static final int SIZE = 256;
    /** Fewer answers than this say nothing about a 95th percentile. */
    private static final int ENOUGH = 40;
    /** Sorting at each answer would cost more than the answer is worth. */
    private static final int REFRESH = 16;

    private final long[] ring = new long[SIZE];
    private long[] sorted = {};
    private long added;

    void add(long nanos) {
        ring[(int) (added++ % SIZE)] = nanos;
        if (added % REFRESH == 0) {
            sorted = Arrays.copyOf(ring, (int) Math.min(added, SIZE));
            Arrays.sort(sorted);
        }
    }

    /** @return empty until there are enough answers to say */
    Optional<Duration> quantile(double q) {
        if (sorted.length < ENOUGH) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * q))]));
    }
}
