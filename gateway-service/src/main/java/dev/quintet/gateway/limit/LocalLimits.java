package dev.quintet.gateway.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The limits of this gateway alone, for while Redis is away. Bounded; thread-safe. */
final class LocalLimits {
    private final LongSupplier nanoTime;
    private final long beginNanos;
    private final Map<String, Double> due;

    LocalLimits(int most, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.beginNanos = nanoTime.getAsLong();
        this.due = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Verdict take(String key, Quota quota, int asked) {
        long now = TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong() - beginNanos);
        Verdict verdict = Verdict.of(due.getOrDefault(key, 0.0), now, quota, asked);
        due.put(key, (double) now + verdict.resetMicros());
        return verdict;
    }

    synchronized int size() {
        return due.size();
    }
}
