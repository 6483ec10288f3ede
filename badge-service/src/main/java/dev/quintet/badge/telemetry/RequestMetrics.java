package dev.quintet.badge.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/** The original's metrics of requests under its names; paths are templates, so that clients cannot make names. */
@Singleton
class RequestMetrics {
    /** Where {@link PathTemplates} leaves the path's template. */
    static final String PATH = "quintet.badges.path";

    private static final int BEFORE_ALL = 90_000;
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry meters;
    private final TelemetryConfig config;
    private final AtomicInteger active;
    /** As many as there are endpoints times what they answer: paths are templates. */
    private final Map<Kind, Measured> measured = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry meters, TelemetryConfig config) {
        this.meters = meters;
        this.config = config;
        this.active = meters.gauge("http_active_requests", Tags.of("host", config.host()), new AtomicInteger());
    }

    void register(@Observes Filters filters) {
        if (!config.skipMetrics()) {
            filters.register(this::measure, BEFORE_ALL);
        }
    }

    private void measure(RoutingContext context) {
        if (context.request().path().startsWith("/q/")) {
            context.next();
            return;
        }
        long begun = System.nanoTime();
        active.incrementAndGet();
        context.addEndHandler(ended -> {
            active.decrementAndGet();
            count(context, System.nanoTime() - begun);
        });
        context.next();
    }

    private void count(RoutingContext context, long nanos) {
        String path = context.get(PATH);
        Kind kind = new Kind(path == null ? "unknown" : path, context.response().getStatusCode());
        measured.computeIfAbsent(kind, this::meters).count(nanos);
    }

    private Measured meters(Kind kind) {
        Tags where = Tags.of("host", config.host(), "path", kind.path());
        Tags all = where.and("status_code", Integer.toString(kind.status()));
        return new Measured(
                meters.counter("http_requests", all),
                meters.counter("http_requests_paths", where),
                kind.status() >= 500 ? Optional.of(meters.counter("http_request_error", all)) : Optional.empty(),
                Timer.builder("http_request_latency_seconds")
                        .tags(all)
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters));
    }

    private record Kind(String path, int status) {}

    private record Measured(Counter requests, Counter paths, Optional<Counter> errors, Timer latency) {
        void count(long nanos) {
            requests.increment();
            paths.increment();
            errors.ifPresent(Counter::increment);
            latency.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
