package dev.quintet.anomaly.metric;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;

import dev.quintet.anomaly.node.Nodes;

/** The life of the {@link Collector} in this service. */
@Startup
@Singleton
public class MetricService {
    private static final Duration LEAST_PERIOD = Duration.ofMillis(100);

    private final Collector collector;

    MetricService(
            MetricSources sources,
            Nodes nodes,
            MetricStore store,
            @All List<SampleListener> listeners,
            MetricConfig config,
            Clock clock) {
        Duration period = config.period();
        if (period.compareTo(LEAST_PERIOD) < 0 || period.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "quintet.anomaly.metric.period: " + period + " is not between 100ms and 1m");
        }
        this.collector = new Collector(sources, nodes, store, listeners, config.threads(), clock);
        collector.start(period);
    }

    Collection<SourceState> states() {
        return collector.states();
    }

    @PreDestroy
    void close() {
        collector.close();
    }
}
