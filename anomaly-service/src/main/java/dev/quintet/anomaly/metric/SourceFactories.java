package dev.quintet.anomaly.metric;

import java.time.Clock;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.metric.local.LocalSource;
import dev.quintet.anomaly.metric.oceanbase.OceanBaseConfig;
import dev.quintet.anomaly.metric.oceanbase.OceanBaseSource;
import dev.quintet.anomaly.metric.prometheus.PrometheusConfig;
import dev.quintet.anomaly.metric.prometheus.PrometheusSource;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;

/** Makes the sources that the configuration names. */
@Singleton
final class SourceFactories {
    private final NodeProcesses processes;
    private final NodeConnections connections;
    private final PrometheusConfig prometheus;
    private final OceanBaseConfig oceanBase;
    private final Clock clock;

    SourceFactories(
            NodeProcesses processes,
            NodeConnections connections,
            PrometheusConfig prometheus,
            OceanBaseConfig oceanBase,
            Clock clock) {
        this.processes = processes;
        this.connections = connections;
        this.prometheus = prometheus;
        this.oceanBase = oceanBase;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException if there is no such source */
    MetricSource create(String name) {
        return switch (name) {
            case "local" -> new LocalSource(processes, connections);
            case "prometheus" -> new PrometheusSource(prometheus, clock);
            case "oceanbase" -> new OceanBaseSource(oceanBase);
            default ->
                throw new IllegalArgumentException("quintet.anomaly.metric.sources: " + name
                        + " is unknown; allowed are local, prometheus, oceanbase");
        };
    }
}
