package dev.quintet.local.proxy;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * What is wrong with a network.
 *
 * @param delayMillis added to each direction
 * @param jitterMillis the delay varies by up to so much, either way
 * @param loss 0 to 1: how likely a segment is lost and sent again after a retransmission timeout
 * @param cut nothing passes
 */
public record Disturbance(double delayMillis, double jitterMillis, double loss, boolean cut) {

    public static final Disturbance NONE = new Disturbance(0, 0, 0, false);

    /** TCP's least retransmission timeout on Linux, which doubles each time. */
    static final long RETRANSMISSION_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** So many times lost in a row, TCP would take a minute: the connection is reset instead. */
    private static final int MOST_LOSSES = 6;

    private static final double MOST_MILLIS = 60_000;

    public Disturbance {
        if (!(delayMillis >= 0 && delayMillis <= MOST_MILLIS)
                || !(jitterMillis >= 0 && jitterMillis <= MOST_MILLIS)
                || !(loss >= 0 && loss <= 1)) {
            throw new IllegalArgumentException("delay and jitter are 0 to 60000 ms, loss 0 to 1");
        }
    }

    /**
     * Reads {@code delay-ms jitter-ms loss cut}, such as {@code 100 0 0 false}.
     *
     * @throws IllegalArgumentException if it is not that
     */
    static Disturbance parse(String text) {
        String[] parts = text.strip().split(" ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("expected: delay-ms jitter-ms loss cut");
        }
        return new Disturbance(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Boolean.parseBoolean(parts[3]));
    }

    /** Both at once. */
    Disturbance and(Disturbance other) {
        return new Disturbance(
                Math.min(MOST_MILLIS, delayMillis + other.delayMillis),
                Math.min(MOST_MILLIS, jitterMillis + other.jitterMillis),
                1 - (1 - loss) * (1 - other.loss),
                cut || other.cut);
    }

    /** Whether segments pass as if there were no proxy. */
    boolean none() {
        return !cut && delayMillis == 0 && jitterMillis == 0 && loss == 0;
    }

    /** How long a segment is under way, ns; below 0 = it never arrives, the connection breaks. */
    long holdNanos(RandomGenerator random) {
        double millis = delayMillis + (jitterMillis == 0 ? 0 : jitterMillis * (2 * random.nextDouble() - 1));
        long nanos = (long) (Math.max(0, millis) * 1e6);
        int losses = 0;
        while (loss > 0 && random.nextDouble() < loss) {
            if (++losses > MOST_LOSSES) {
                return -1;
            }
            nanos += RETRANSMISSION_NANOS << (losses - 1);
        }
        return nanos;
    }
}
