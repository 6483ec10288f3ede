package dev.quintet.anomaly.detection;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

import dev.quintet.anomaly.node.Nodes;

/** Shows each node's rank, and the score of each cause on it, to Prometheus. */
@Singleton
final class RankGauges {
    /** A rank older than this is none: the gauge has no value then, rather than a stale one. */
    private static final Duration STALE = Duration.ofSeconds(15);

    private final RankStore store;
    private final Nodes nodes;
    private final CauseScorer causes;
    private final Clock clock;

    RankGauges(RankStore store, Nodes nodes, CauseScorer causes, Clock clock) {
        this.store = store;
        this.nodes = nodes;
        this.causes = causes;
        this.clock = clock;
    }

    void register(@Observes StartupEvent start, MeterRegistry registry) {
        for (String node : nodes.names()) {
            Gauge.builder("quintet.anomaly.rank", () -> rank(node))
                    .description("How anomalous the node is, 0 to 1")
                    .tag("node", node)
                    .register(registry);
            for (String cause : causes.causes()) {
                Gauge.builder("quintet.anomaly.score", () -> score(node, cause))
                        .description("How well the cause fits what the node does, 0 to 1; 0 while it is calm")
                        .tag("node", node)
                        .tag("cause", cause)
                        .register(registry);
            }
        }
    }

    private double rank(String node) {
        return fresh(node).map(RankHistory.Ranked::rank).orElse(Double.NaN);
    }

    private double score(String node, String cause) {
        return fresh(node)
                .map(ranked -> ranked.scores().getOrDefault(cause, 0.0))
                .orElse(Double.NaN);
    }

    private Optional<RankHistory.Ranked> fresh(String node) {
        return store.of(node)
                .latest()
                .filter(ranked ->
                        Duration.between(ranked.time(), clock.instant()).compareTo(STALE) < 0);
    }
}
