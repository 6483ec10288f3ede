package dev.quintet.task.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

import dev.quintet.common.api.task.BackoffSpec;

/**
 * The pause before another attempt.
 *
 * @param kind fixed, or doubled with each attempt
 * @param delayMillis first pause, 0 or more
 * @param maxMillis longest pause, at least the first
 * @param jitter part of the pause drawn at random, 0..1
 */
public record Backoff(BackoffSpec.Kind kind, long delayMillis, long maxMillis, double jitter) {
    private static final int MOST_DOUBLINGS = 40;

    public Backoff {
        if (delayMillis < 0 || maxMillis < delayMillis || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("delay 0..max, jitter 0..1");
        }
    }

    /**
     * The pause after an attempt, between {@code (1 - jitter)} and 1 times the nominal one.
     *
     * @param attempt the attempt that failed, from 1
     */
    public Duration after(int attempt, RandomGenerator random) {
        double nominal = (double) delayMillis;
        if (kind == BackoffSpec.Kind.EXPONENTIAL) {
            nominal *= Math.pow(2, Math.min(attempt - 1, MOST_DOUBLINGS));
        }
        nominal = Math.min(nominal, (double) maxMillis);
        return Duration.ofMillis(Math.round(nominal * (1 - jitter * random.nextDouble())));
    }
}
