package dev.quintet.anomaly.metric.local;

/**
 * How much the times of pings change from one to the next: the mean of the last {@value #STEPS} changes, whatever their
 * sign. Not safe for use by several threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3393">RFC 3393: delay variation between successive packets</a>
 */
final class Jitter {
    private static final int STEPS = 12;

    private final double[] changes = new double[STEPS];
    private int count;
    private double last = Double.NaN;

    void add(double millis) {
        if (!Double.isNaN(last)) {
            changes[count++ % STEPS] = Math.abs(millis - last);
        }
        last = millis;
    }

    /** The mean, ms; NaN before the second ping. */
    double mean() {
        int known = Math.min(count, STEPS);
        double sum = 0;
        for (int i = 0; i < known; i++) {
            sum += changes[i];
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    /** Forgets all: the next pings go another way, or come after a pause. */
    void reset() {
        count = 0;
        last = Double.NaN;
    }
}
