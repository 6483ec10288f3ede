package dev.quintet.local.supervise;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between restarts: each about twice the one before, up to a cap, shortened at random by up to a half so that
 * units that died together do not come back together.
 *
 * @param first the longest first pause
 * @param cap the longest pause
 */
public record Backoff(Duration first, Duration cap) {

    /** From half a second to half a minute. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** The pause after so many deaths in a row, from 1. */
    public Duration after(int deaths, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(Math.max(deaths - 1, 0), 20);
        long longest = Math.min(doubled, cap.toMillis());
        return Duration.ofMillis(longest - random.nextLong(longest / 2 + 1));
    }
}
