package dev.quintet.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

import dev.quintet.gateway.resilience.Breaker;
import dev.quintet.gateway.route.Instance;
import dev.quintet.gateway.route.Routing;
import dev.quintet.gateway.route.Service;

/** How each instance is; instances come and go, so the gauges are gathered anew every few seconds. */
@Singleton
class InstanceGauges {
    private static final long EVERY_MILLIS = 5_000;

    private final Vertx vertx;
    private final Routing routing;
    private final MultiGauge inFlight;
    private final MultiGauge ready;
    private final MultiGauge breaker;

    InstanceGauges(Vertx vertx, Routing routing, MeterRegistry meters) {
        this.vertx = vertx;
        this.routing = routing;
        this.inFlight = gauge(meters, "in_flight", "Requests in hand");
        this.ready = gauge(meters, "ready", "1 if the instance last said that it is ready");
        this.breaker = gauge(meters, "breaker", "0 closed, 1 trying, 2 open");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder("quintet.gateway.upstream." + name)
                .description(description)
                .register(meters);
    }

    void begin(@Observes StartupEvent start) {
        gather();
        vertx.setPeriodic(EVERY_MILLIS, tick -> gather());
    }

    private void gather() {
        rows(inFlight, Instance::inFlight);
        rows(ready, instance -> instance.isReady() ? 1 : 0);
        rows(breaker, instance -> level(instance.breaker().state()));
    }

    private static double level(Breaker.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case TRYING -> 1;
            case OPEN -> 2;
        };
    }

    private void rows(MultiGauge gauge, ToDoubleFunction<Instance> value) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Service service : routing.services().values()) {
            for (Instance instance : service.instances()) {
                Tags tags = Tags.of("service", service.name(), "instance", instance.toString());
                rows.add(MultiGauge.Row.of(tags, instance, value));
            }
        }
        gauge.register(rows, true);
    }
}
