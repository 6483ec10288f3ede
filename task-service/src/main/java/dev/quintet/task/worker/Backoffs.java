package dev.quintet.task.worker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that grow from 50 ms to 2 s, with jitter, while something is away. */
final class Backoffs {
    private static final int MOST_DOUBLINGS = 6;
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 2000;

    private int failures;

    Duration next() {
        long nominal = Math.min(FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS), LONGEST_MILLIS);
        failures++;
        return Duration.ofMillis(nominal / 2 + ThreadLocalRandom.current().nextLong(nominal / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
