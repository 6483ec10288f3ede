package dev.quintet.badge.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Limits within this process, for while Redis is away. Remembers those seen last. */
final class LocalLimits {
    private static final int MOST_KEYS = 50_000;

    private final Clock clock;
    private final Map<String, Long> arrivals = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_KEYS;
        }
    };

    LocalLimits(Clock clock) {
        this.clock = clock;
    }

    /** Counts a write against all rates, or against none: then how long to wait. */
    synchronized Duration take(List<Rate> rates) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long wait = 0;
        for (Rate rate : rates) {
            wait = Math.max(wait, rate.waitMicros(arrival(rate), now));
        }
        if (wait <= 0) {
            rates.forEach(rate -> arrivals.put(rate.key(), rate.next(arrival(rate), now)));
        }
        return Duration.of(wait, ChronoUnit.MICROS);
    }

    private long arrival(Rate rate) {
        return arrivals.getOrDefault(rate.key(), 0L);
    }
}
