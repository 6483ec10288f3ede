package dev.quintet.backendify.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;

import dev.quintet.backendify.backend.Backend;
import dev.quintet.backendify.backend.BackendState;
import dev.quintet.backendify.backend.Backends;
import dev.quintet.backendify.backend.CircuitBreaker;
import dev.quintet.backendify.cache.CompanyCache;

/** Gauges and counters that are read when somebody asks for them: the caches and each backend. */
@Singleton
public class StateMetrics {
    private final MeterRegistry registry;
    private final Backends backends;
    private final CompanyCache cache;
    private final Map<Backend, Set<Meter>> meters = new ConcurrentHashMap<>();

    StateMetrics(MeterRegistry registry, Backends backends, CompanyCache cache) {
        this.registry = registry;
        this.backends = backends;
        this.cache = cache;
    }

    void start(@Observes StartupEvent start) {
        Tags heap = Tags.of("level", "heap");
        Tags second = Tags.of("level", cache.secondLevel().name());
        registry.gauge("backendify.cache.entries", heap, cache, c -> c.heap().entries());
        registry.gauge("backendify.cache.bytes", heap, cache, c -> c.heap().bytes());
        if (cache.secondLevel().entries() >= 0) {
            registry.gauge("backendify.cache.entries", second, cache, c -> c.secondLevel()
                    .entries());
            registry.gauge("backendify.cache.bytes", second, cache, c -> c.secondLevel()
                    .bytes());
        }
        backends.onChange(this::followBackends);
    }

    /** Backends come and go while the service runs; so do their meters. */
    private void followBackends() {
        Set<Backend> present = Set.copyOf(backends.all());
        meters.keySet().stream()
                .filter(backend -> !present.contains(backend))
                .toList()
                .forEach(gone -> meters.remove(gone).forEach(registry::remove));
        present.forEach(backend -> meters.computeIfAbsent(backend, this::register));
    }

    private Set<Meter> register(Backend backend) {
        Tags tags = Tags.of("country", backend.address().country());
        Map<String, ToDoubleFunction<BackendState>> gauges = Map.of(
                "backendify.backend.in_flight",
                BackendState::inFlight,
                "backendify.backend.limit",
                BackendState::limit,
                "backendify.backend.queue",
                BackendState::queued,
                "backendify.backend.breaker_open",
                state -> state.breaker() == CircuitBreaker.State.CLOSED ? 0 : 1,
                "backendify.backend.latency.median",
                state -> seconds(state.median().orElse(Duration.ZERO)),
                "backendify.backend.latency.p95",
                state -> seconds(state.p95().orElse(Duration.ZERO)));
        Map<String, ToDoubleFunction<BackendState>> counters = Map.of(
                "backendify.backend.calls", state -> state.counts().calls(),
                "backendify.backend.answers", state -> state.counts().answers(),
                "backendify.backend.failures", state -> state.counts().failures(),
                "backendify.backend.broken", state -> state.counts().broken(),
                "backendify.backend.throttles", state -> state.counts().throttles(),
                "backendify.backend.shed", state -> state.counts().shed(),
                "backendify.backend.hedges", state -> state.counts().hedges(),
                "backendify.backend.retries", state -> state.counts().retries());
        Set<Meter> made = gauges.entrySet().stream()
                .map(gauge -> Gauge.builder(
                                gauge.getKey(), backend, b -> gauge.getValue().applyAsDouble(b.state()))
                        .tags(tags)
                        .register(registry))
                .collect(Collectors.toSet());
        counters.forEach(
                (name, value) -> made.add(FunctionCounter.builder(name, backend, b -> value.applyAsDouble(b.state()))
                        .tags(tags)
                        .register(registry)));
        return made;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
