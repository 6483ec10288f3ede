package dev.quintet.gateway.access;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.quintet.gateway.proxy.Exchange;
import dev.quintet.gateway.route.Route;

/**
 * Rate and latency by route, method and status.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">OpenTelemetry: HTTP metrics</a>
 */
@Singleton
class RouteMetrics {
    private static final String NO_ROUTE = "none";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** The buckets that the convention advises. */
    static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(75),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofMillis(750),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofMillis(7500),
        Duration.ofSeconds(10)
    };

    /** INVARIANT: bounded, as routes, known methods and statuses are. */
    private record Kind(String route, String method, int status) {}

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RouteMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(Exchange exchange, int status, long nanos) {
        String route = exchange.route().map(Route::name).orElse(NO_ROUTE);
        String method = exchange.request().method().name().toUpperCase(Locale.ROOT);
        Kind kind = new Kind(route, METHODS.contains(method) ? method : "_OTHER", status);
        timers.computeIfAbsent(kind, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    void recordUnparsable(int status) {
        timers.computeIfAbsent(new Kind(NO_ROUTE, "_OTHER", status), this::timer)
                .record(0, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.request.duration")
                .description("From the request's head to the end of its answer")
                .tag("http.route", kind.route())
                .tag("http.request.method", kind.method())
                .tag("http.response.status_code", Integer.toString(kind.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }
}
