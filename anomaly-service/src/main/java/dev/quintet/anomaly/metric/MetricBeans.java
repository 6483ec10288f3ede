package dev.quintet.anomaly.metric;

import java.time.Duration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.quintet.anomaly.node.Nodes;

/** Makes the plain objects of this package available for injection. */
final class MetricBeans {
    @Produces
    @Singleton
    MetricSources sources(MetricConfig config, SourceFactories factories) {
        return new MetricSources(
                config.sources().stream().map(factories::create).toList());
    }

    @Produces
    @Singleton
    MetricCatalog catalog(MetricSources sources) {
        return sources.catalog();
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
