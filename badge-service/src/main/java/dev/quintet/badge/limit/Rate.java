package dev.quintet.badge.limit;

/**
 * A limit by the generic cell rate algorithm: the key's theoretical arrival time runs ahead of the clock by one cost a
 * write, at most by {@code burst} costs.
 *
 * @param costMicros what one write costs, in microseconds of the long run
 * @param burst writes at once, at least 1
 */
record Rate(String key, long costMicros, int burst) {
    private static final long SECOND = 1_000_000;

    static Rate of(String key, int aSecond, int burst) {
        return new Rate(key, Math.max(1, SECOND / Math.max(1, aSecond)), Math.max(1, burst));
    }

    /** How long to wait for the next write, in microseconds; zero or less: it may come now. */
    long waitMicros(long arrivalMicros, long nowMicros) {
        return next(arrivalMicros, nowMicros) - burst * costMicros - nowMicros;
    }

    /** The theoretical arrival time after a write now. */
    long next(long arrivalMicros, long nowMicros) {
        return Math.max(arrivalMicros, nowMicros) + costMicros;
    }
}
