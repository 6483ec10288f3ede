package dev.quintet.anomaly.detection;

import java.time.Duration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.quintet.anomaly.metric.MetricConfig;
import dev.quintet.anomaly.node.Nodes;

/** Makes the plain objects of this package available for injection. */
final class DetectionBeans {
    @Produces
    @Singleton
    RankStore ranks(Nodes nodes, MetricConfig config) {
        long samples = Duration.ofMinutes(config.windowMinutes()).toMillis()
                / config.period().toMillis();
        return new RankStore(nodes.names(), Math.toIntExact(Math.max(1, samples)));
    }
}
