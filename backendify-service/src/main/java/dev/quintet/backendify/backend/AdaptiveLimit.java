package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How many calls a backend bears at once, learned from its answers: additive growth, multiplicative decrease.
 *
 * <p>Congestion is read from three signals, strongest first. A throttle (429) is the backend's own word. A high share of
 * timeouts means that it cannot keep up. A median latency of twice the usual means that calls queue inside it; the median,
 * because such backends answer with a tail so long that means and minima wander without any load at all. Single errors
 * and single hangs say nothing about load and change nothing.
 *
 * <p>Growth doubles the limit each round until the first congestion (slow start), then returns quickly to just below
 * where congestion was last met, stays there for a while, and only then probes beyond it, slowly: each probe too far
 * costs the backend a call too many. Nothing grows while the limit is not what holds calls back.
 *
 * <p>Not thread-safe: guarded by the {@link Backend} that owns it.
 *
 * @see <a href="https://doi.org/10.1016/0169-7552(89)90019-6">Chiu and Jain, Analysis of the increase and decrease
 *     algorithms for congestion avoidance</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9438">RFC 9438 (CUBIC), whose plateau below the last congestion this
 *     follows</a>
 */
public final class AdaptiveLimit {
    private static final double THROTTLE_DECREASE = 0.85;
    private static final double CONGESTION_DECREASE = 0.9;
    /** The plateau's height below the point where congestion was met. */
    private static final double PLATEAU = 0.97;
    /** Rounds (as many answers as the limit) in which the gap to the plateau shrinks to a third. */
    private static final double RECOVERY_ROUNDS = 3;
    /** Rounds for each single call more that a probe beyond the plateau tries. */
    private static final double PROBE_ROUNDS = 4;

    private static final int WINDOW = 100;
    private static final double SLOW = 2.0;
    private static final double TIMEOUT_SHARE = 0.3;
    private static final double TIMEOUT_WEIGHT = 1.0 / 32;
    /** A probe that meets {@code Retry-After: 1} stops all calls for a second: it may cost a twentieth of the time. */
    private static final int HOLD_PER_RETRY_AFTER = 20;

    private static final long MAX_HOLD_NANOS = Duration.ofSeconds(60).toNanos();

    private final int min;
    private final int max;
    private final long holdNanos;
    private final LongSupplier nanoTime;

    private final long[] window = new long[WINDOW];
    private int windowSize;
    private double usualMedian;
    private double timeoutShare;

    private double limit;
    private double plateau;
    private long holdUntil;
    private long lastDecrease;
    private boolean slowStart = true;

    /**
     * @param min never fewer calls, at least 1
     * @param max never more calls
     * @param initial where to begin
     * @param hold how long to stay below the last congestion before probing beyond it
     */
    public AdaptiveLimit(int min, int max, int initial, Duration hold, LongSupplier nanoTime) {
        if (min < 1 || max < min || initial < min || initial > max) {
            throw new IllegalArgumentException(
                    "limits must be 1 <= min <= initial <= max, not " + min + ", " + initial + ", " + max);
        }
        this.min = min;
        this.max = max;
        this.limit = initial;
        this.plateau = max;
        this.holdNanos = hold.toNanos();
        this.nanoTime = nanoTime;
        this.lastDecrease = nanoTime.getAsLong();
        this.holdUntil = lastDecrease;
    }

    /** Calls allowed at once, between the smallest and the largest allowed. */
    public int current() {
        return (int) limit;
    }

    /**
     * The backend answered, well or not, but of its own.
     *
     * @param latencyNanos how long it took
     * @param limited whether the limit held calls back while it ran
     */
    public void answered(long latencyNanos, boolean limited) {
        timeoutShare -= timeoutShare * TIMEOUT_WEIGHT;
        window[windowSize++] = latencyNanos;
        if (windowSize == WINDOW) {
            judgeWindow(limited);
        }
        if (limited) {
            grow();
        }
    }

    /**
     * The backend refused a call for load.
     *
     * @param startedAt when that call began; one from before the last decrease tells nothing new
     * @param retryAfter how long the backend wants to be left alone, zero if it did not say
     */
    public void throttled(long startedAt, Duration retryAfter) {
        long cost = Math.min(retryAfter.toNanos() * HOLD_PER_RETRY_AFTER, MAX_HOLD_NANOS);
        decrease(startedAt, THROTTLE_DECREASE, Math.max(holdNanos, cost));
    }

    /** A call was given up on. */
    public void timedOut(long startedAt) {
        timeoutShare += (1 - timeoutShare) * TIMEOUT_WEIGHT;
        if (timeoutShare > TIMEOUT_SHARE) {
            timeoutShare = 0;
            decrease(startedAt, CONGESTION_DECREASE, holdNanos);
        }
    }

    private void judgeWindow(boolean limited) {
        Arrays.sort(window);
        double median = window[WINDOW / 2];
        windowSize = 0;
        if (usualMedian == 0) {
            usualMedian = median;
        } else if (limited && median > usualMedian * SLOW) {
            decrease(nanoTime.getAsLong(), CONGESTION_DECREASE, holdNanos);
        }
        usualMedian += (median - usualMedian) * (median < usualMedian ? 0.1 : 0.01);
    }

    private void grow() {
        if (slowStart) {
            limit = Math.min(max, limit + 1);
            return;
        }
        if (limit < plateau) {
            limit = Math.min(plateau, limit + (1 + plateau - limit) / (RECOVERY_ROUNDS * limit));
        } else if (nanoTime.getAsLong() - holdUntil >= 0) {
            limit = Math.min(max, limit + 1 / (PROBE_ROUNDS * limit));
        }
    }

    private void decrease(long startedAt, double factor, long hold) {
        if (startedAt - lastDecrease < 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        slowStart = false;
        plateau = Math.max(min, limit * PLATEAU);
        limit = Math.max(min, limit * factor);
        lastDecrease = now;
        holdUntil = now + hold;
    }
}
