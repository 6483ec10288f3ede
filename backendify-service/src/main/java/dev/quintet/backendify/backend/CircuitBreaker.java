package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Stops calls to a backend that fails most of them, and lets one through from time to time to see whether it is back.
 *
 * <p>It opens when, of the last ten seconds' calls and of at least the smallest number that says something, at least the
 * given share failed. It stays open for the shortest time, doubled with each probe that fails up to the longest. Results
 * of calls that began before it opened are ignored: only the probe decides.
 *
 * <p>Not thread-safe: guarded by the {@link Backend} that owns it.
 *
 * @see <a href="https://martinfowler.com/bliki/CircuitBreaker.html">Fowler, CircuitBreaker</a>
 */
public final class CircuitBreaker {
    /** Whether calls pass. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** The answer to one call that wants to pass; its result is told with it. */
    public enum Admission {
        PASSED,
        PROBE,
        REFUSED
    }

    private static final int BUCKETS = 10;
    private static final long BUCKET_NANOS = Duration.ofSeconds(1).toNanos();

    private final double failureShare;
    private final int smallestNumber;
    private final long shortestNanos;
    private final long longestNanos;
    private final LongSupplier nanoTime;

    private final int[] calls = new int[BUCKETS];
    private final int[] failures = new int[BUCKETS];
    private final long origin;
    private long newestBucket;

    private State state = State.CLOSED;
    private long openNanos;
    private long openUntil;

    /**
     * @param failureShare above 0, up to 1
     * @param smallestNumber of calls in ten seconds
     * @param shortest time that it stays open
     * @param longest time that it stays open
     */
    public CircuitBreaker(
            double failureShare, int smallestNumber, Duration shortest, Duration longest, LongSupplier nanoTime) {
        if (!(failureShare > 0 && failureShare <= 1) || smallestNumber < 1 || shortest.compareTo(longest) > 0) {
            throw new IllegalArgumentException("a share in (0, 1], at least one call, and shortest <= longest");
        }
        this.failureShare = failureShare;
        this.smallestNumber = smallestNumber;
        this.shortestNanos = shortest.toNanos();
        this.longestNanos = longest.toNanos();
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.openNanos = shortestNanos;
    }

    public State state() {
        return state;
    }

    /** How long until a probe may pass; zero if it may, or the breaker is closed. */
    public Duration untilProbe() {
        if (state != State.OPEN) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(0, openUntil - nanoTime.getAsLong()));
    }

    /** Whether a call would be refused now. */
    public boolean refuses() {
        return state == State.HALF_OPEN || (state == State.OPEN && nanoTime.getAsLong() - openUntil < 0);
    }

    /** Asks to pass. Whoever is admitted must tell the result, once. */
    public Admission admit() {
        if (refuses()) {
            return Admission.REFUSED;
        }
        if (state == State.OPEN) {
            state = State.HALF_OPEN;
            return Admission.PROBE;
        }
        return Admission.PASSED;
    }

    /** The admitted call got an answer that shows the backend alive. */
    public void succeeded(Admission admission) {
        if (admission == Admission.PROBE) {
            state = State.CLOSED;
            openNanos = shortestNanos;
            Arrays.fill(calls, 0);
            Arrays.fill(failures, 0);
        } else if (state == State.CLOSED) {
            count(0);
        }
    }

    /** The admitted call failed by the backend's fault. */
    public void failed(Admission admission) {
        if (admission == Admission.PROBE) {
            openNanos = Math.min(longestNanos, openNanos * 2);
            open();
        } else if (state == State.CLOSED) {
            count(1);
            if (tooManyFailed()) {
                open();
            }
        }
    }

    /** The admitted call ended without showing anything. A probe of that kind is tried again at once. */
    public void undecided(Admission admission) {
        if (admission == Admission.PROBE) {
            state = State.OPEN;
            openUntil = nanoTime.getAsLong();
        }
    }

    private void open() {
        state = State.OPEN;
        openUntil = nanoTime.getAsLong() + openNanos;
    }

    private void count(int failed) {
        advance();
        int bucket = (int) (newestBucket % BUCKETS);
        calls[bucket]++;
        failures[bucket] += failed;
    }

    private void advance() {
        long bucket = (nanoTime.getAsLong() - origin) / BUCKET_NANOS;
        long stale = Math.min(bucket - newestBucket, BUCKETS);
        for (long i = 0; i < stale; i++) {
            int index = (int) ((bucket - i) % BUCKETS);
            calls[index] = 0;
            failures[index] = 0;
        }
        newestBucket = Math.max(newestBucket, bucket);
    }

    private boolean tooManyFailed() {
        int allCalls = 0;
        int allFailures = 0;
        for (int i = 0; i < BUCKETS; i++) {
            allCalls += calls[i];
            allFailures += failures[i];
        }
        return allCalls >= smallestNumber && allFailures >= allCalls * failureShare;
    }
}
