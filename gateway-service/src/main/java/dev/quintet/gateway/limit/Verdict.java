package dev.quintet.gateway.limit;

import java.util.concurrent.TimeUnit;

/**
 * What a limit says of requests that asked together.
 *
 * @param allowed how many of them may pass, the first ones
 * @param remaining how many more may pass at once
 * @param resetMicros until the whole burst is there again
 * @param retryMicros until one more may pass; 0 if one may now
 */
public record Verdict(int allowed, long remaining, long resetMicros, long retryMicros) {
    /**
     * The generic cell rate algorithm: requests are due one emission interval apart, and may come early by the burst.
     * The script on Redis computes the same.
     *
     * @param due when the next request is due by the rate (the theoretical arrival time), microseconds; the past: now
     * @param asked how many requests ask
     * @see <a href="https://www.itu.int/rec/T-REC-I.371">ITU-T I.371, annex A</a>
     */
    static Verdict of(double due, long nowMicros, Quota quota, int asked) {
        double interval = quota.emissionMicros();
        double from = Math.max(due, (double) nowMicros);
        double fits = Math.floor((nowMicros + interval * quota.burst() - from) / interval);
        int allowed = (int) Math.max(0, Math.min(asked, fits));
        double next = from + allowed * interval;
        long remaining = (long) Math.max(0, fits - allowed);
        double retry = remaining > 0 ? 0 : Math.max(0, next + interval - interval * quota.burst() - nowMicros);
        return new Verdict(allowed, remaining, (long) Math.ceil(next - nowMicros), (long) Math.ceil(retry));
    }

    /** The share of one of those that asked together. */
    Verdict of(int position) {
        boolean passes = position < allowed;
        return new Verdict(
                passes ? 1 : 0, passes ? remaining + allowed - 1 - position : remaining, resetMicros, retryMicros);
    }

    public boolean passes() {
        return allowed > 0;
    }

    /** Whole seconds, rounded up. */
    public long resetSeconds() {
        return seconds(resetMicros);
    }

    private static long seconds(long micros) {
        long second = TimeUnit.SECONDS.toMicros(1);
        return (micros + second - 1) / second;
    }
}
