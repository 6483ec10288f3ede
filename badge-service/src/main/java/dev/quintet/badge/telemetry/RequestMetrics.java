package dev.quintet.badge.telemetry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

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
        Tags where = Tags.of("host", config.host(), "path", path == null ? "unknown" : path);
        int status = context.response().getStatusCode();
        Tags all = where.and("status_code", Integer.toString(status));
        meters.counter("http_requests", all).increment();
        meters.counter("http_requests_paths", where).increment();
        if (status >= 500) {
            meters.counter("http_request_error", all).increment();
        }
        Timer.builder("http_request_latency_seconds")
                .tags(all)
                .serviceLevelObjectives(BUCKETS)
                .register(meters)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
