package dev.quintet.anomaly.metric;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.All;

import dev.quintet.anomaly.metric.local.LocalSource;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;
import dev.quintet.anomaly.node.Nodes;

/** Makes the plain objects of this package available for injection. */
final class MetricBeans {
    @Produces
    @Singleton
    MetricSource localSource(NodeProcesses processes, NodeConnections connections) {
        return new LocalSource(processes, connections);
    }

    @Produces
    @Singleton
    MetricCatalog catalog(@All List<MetricSource> sources) {
        return new MetricCatalog(
                sources.stream().flatMap(source -> source.metrics().stream()).toList());
    }

    @Produces
    @Singleton
    MetricStore store(MetricConfig config, Nodes nodes, MetricCatalog catalog) {
        Duration window = Duration.ofMinutes(config.windowMinutes());
        long samples =
                Math.max(1, window.toMillis() / Math.max(1, config.period().toMillis()));
        return new MetricStore(nodes, catalog, Math.toIntExact(samples));
    }
}
