package dev.quintet.gateway.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import dev.quintet.gateway.proxy.UpstreamListener;
import dev.quintet.gateway.route.Instance;
import dev.quintet.gateway.route.Service;

/** Rate, latency and failures by service, instance and outcome; retries and shedding by service. */
@Singleton
class UpstreamMetrics implements UpstreamListener {
    private static final int SERVER_ERROR = 500;
    private static final String PREFIX = "quintet.gateway.upstream.";

    /** INVARIANT: bounded by the instances there ever were, times the outcomes. */
    private record Kind(Service service, Instance instance, String outcome) {}

    private record Count(String name, Service service) {}

    private final MeterRegistry meters;
    private final Map<Kind, Timer> answers = new ConcurrentHashMap<>();
    private final Map<Kind, Counter> failures = new ConcurrentHashMap<>();
    private final Map<Count, Counter> counts = new ConcurrentHashMap<>();

    UpstreamMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void answered(Service service, Instance instance, int status, long nanos) {
        String outcome = status < SERVER_ERROR ? "success" : "server_error";
        answers.computeIfAbsent(new Kind(service, instance, outcome), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder(PREFIX + "duration")
                .description("From sending the request's head to the first byte of the instance's answer")
                .tags(tags(kind))
                .serviceLevelObjectives(RouteMetrics.BUCKETS)
                .register(meters);
    }

    private static Tags tags(Kind kind) {
        return Tags.of(
                "service", kind.service().name(), "instance", kind.instance().toString(), "outcome", kind.outcome());
    }

    @Override
    public void broken(Service service, Instance instance) {
        failed(service, instance, "broken");
    }

    @Override
    public void timedOut(Service service, Instance instance) {
        failed(service, instance, "timeout");
    }

    @Override
    public void unreachable(Service service, Instance instance) {
        failed(service, instance, "unreachable");
    }

    private void failed(Service service, Instance instance, String outcome) {
        failures.computeIfAbsent(new Kind(service, instance, outcome), kind -> Counter.builder(PREFIX + "failures")
                        .description("Requests that got no whole answer of an instance")
                        .tags(tags(kind))
                        .register(meters))
                .increment();
    }

    @Override
    public void retried(Service service) {
        count("retries", service);
    }

    @Override
    public void retryDenied(Service service) {
        count("retries.denied", service);
    }

    @Override
    public void shed(Service service) {
        count("shed", service);
    }

    private void count(String name, Service service) {
        counts.computeIfAbsent(
                        new Count(name, service), kind -> meters.counter(PREFIX + name, "service", service.name()))
                .increment();
    }
}
