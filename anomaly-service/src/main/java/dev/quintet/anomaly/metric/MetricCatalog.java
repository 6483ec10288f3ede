package dev.quintet.anomaly.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics of all sources, in the order of a {@link MetricSeries}' columns. */
public final class MetricCatalog {
    private final List<Metric> metrics;
    private final Map<String, Integer> indexes;

    /** @throws IllegalArgumentException if two metrics have one name */
    public MetricCatalog(List<Metric> metrics) {
        this.metrics = List.copyOf(metrics);
        Map<String, Integer> byName = new HashMap<>();
        for (Metric metric : metrics) {
            if (byName.put(metric.name(), byName.size()) != null) {
                throw new IllegalArgumentException("metric " + metric.name() + " is there twice");
            }
        }
        this.indexes = Map.copyOf(byName);
    }

    public int size() {
        return metrics.size();
    }

    public List<Metric> metrics() {
        return metrics;
    }

    public Metric metric(int column) {
        return metrics.get(column);
    }

    /** The metric's column, or -1 if no source has it. */
    public int column(String name) {
        return indexes.getOrDefault(name, -1);
    }
}
