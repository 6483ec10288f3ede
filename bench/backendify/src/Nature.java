import java.util.random.RandomGenerator;

/**
 * What becomes of one call to a legacy backend.
 *
 * @param kind how it ends
 * @param nanos how long the call holds its slot
 */
record Nature(Kind kind, long nanos) {
    enum Kind {
        GOOD,
        ERROR,
        BROKEN,
        HANG
    }

    /** Calls at once; more are answered 429. */
    static final int SLOTS = 50;

    private static final double HANGS = 0.01;
    private static final double ERRORS = 0.05;
    private static final double BROKEN = 0.01;
    private static final long HANG_NANOS = 30_000_000_000L;
    /** Median 100 ms, 95th percentile 800 ms. */
    private static final double MEDIAN_NANOS = 1e8;

    private static final double SIGMA = Math.log(8) / 1.6449;

    static Nature draw(RandomGenerator random) {
        double luck = random.nextDouble();
        long nanos = (long) (MEDIAN_NANOS * Math.exp(random.nextGaussian() * SIGMA));
        if (luck < HANGS) {
            return new Nature(Kind.HANG, HANG_NANOS);
        }
        if (luck < HANGS + ERRORS) {
            return new Nature(Kind.ERROR, nanos);
        }
        return new Nature(luck < HANGS + ERRORS + BROKEN ? Kind.BROKEN : Kind.GOOD, nanos);
    }

    /** Seconds that a call holds its slot on average. */
    static double meanSeconds() {
        return (1 - HANGS) * MEDIAN_NANOS / 1e9 * Math.exp(SIGMA * SIGMA / 2) + HANGS * HANG_NANOS / 1e9;
    }

    static double goodShare() {
        return 1 - HANGS - ERRORS - BROKEN;
    }
}
