package dev.quintet.task.queue;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Task ids: 26 characters of time and chance, so that later ids sort after earlier ones.
 *
 * @see <a href="https://github.com/ulid/spec">ULID</a>, here in lower case
 */
public final class TaskIds {
    /** What an id looks like. */
    public static final String PATTERN = "[0-9a-hjkmnp-tv-z]{26}";

    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_DIGITS = 10;
    private static final int LENGTH = 26;

    private final Clock clock;
    private final RandomGenerator random;

    public TaskIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public String next() {
        char[] id = new char[LENGTH];
        long time = clock.millis();
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            id[i] = DIGITS[(int) (time & 31)];
            time >>>= 5;
        }
        long chance = random.nextLong();
        for (int i = TIME_DIGITS; i < LENGTH; i++) {
            if (i == TIME_DIGITS + 8) {
                chance = random.nextLong();
            }
            id[i] = DIGITS[(int) (chance & 31)];
            chance >>>= 5;
        }
        return new String(id);
    }
}
