package dev.quintet.backendify.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Times and counts every request for a company. Cheap enough for every hit: no lookup of meters, no allocation. */
@Singleton
public class RequestMetrics {
    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
    private final StatsdSink statsd;

    /** Where the counts go beside the registry. */
    private interface StatsdSink {
        void count(Outcome outcome, boolean fromCache);
    }

    @Inject
    RequestMetrics(MeterRegistry registry, Statsd statsd) {
        this(registry, statsd::count);
    }

    private RequestMetrics(MeterRegistry registry, StatsdSink statsd) {
        this.statsd = statsd;
        for (Outcome outcome : Outcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder("backendify.request.duration")
                            .description("Requests for a company, by outcome")
                            .tag("outcome", outcome.tag())
                            .serviceLevelObjectives(
                                    Duration.ofMillis(5),
                                    Duration.ofMillis(25),
                                    Duration.ofMillis(100),
                                    Duration.ofMillis(250),
                                    Duration.ofMillis(500),
                                    Duration.ofMillis(950),
                                    Duration.ofSeconds(1))
                            .register(registry));
        }
        registry.gauge("backendify.cache.hit.ratio", this, RequestMetrics::hitRatio);
    }

    /** Metrics that nobody reads: for requests that are no client's. */
    public static RequestMetrics unread() {
        return new RequestMetrics(new SimpleMeterRegistry(), (outcome, fromCache) -> {});
    }

    /**
     * A request ended.
     *
     * @param fromCache whether the cache knew, also that there is no such company
     * @param nanos from the request's arrival
     */
    public void ended(Outcome outcome, boolean fromCache, long nanos) {
        timers.get(outcome).record(nanos, TimeUnit.NANOSECONDS);
        statsd.count(outcome, fromCache);
    }

    /** Share of all companies answered that came from the cache, since the start; 0 before the first. */
    private double hitRatio() {
        long hits = timers.get(Outcome.HIT).count()
                + timers.get(Outcome.HIT_SECOND_LEVEL).count();
        long asked =
                timers.get(Outcome.MISS).count() + timers.get(Outcome.COALESCED).count();
        return hits == 0 ? 0 : (double) hits / (hits + asked);
    }
}
