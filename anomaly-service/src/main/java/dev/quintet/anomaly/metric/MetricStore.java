package dev.quintet.anomaly.metric;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.quintet.anomaly.node.Nodes;

/** The samples of every node, held for the window. */
public final class MetricStore {
    private final MetricCatalog catalog;
    private final Map<String, MetricSeries> series = new LinkedHashMap<>();

    /** @param capacity samples held a node */
    public MetricStore(Nodes nodes, MetricCatalog catalog, int capacity) {
        this.catalog = catalog;
        nodes.names().forEach(name -> series.put(name, new MetricSeries(catalog.size(), capacity)));
    }

    public MetricCatalog catalog() {
        return catalog;
    }

    /** @throws IllegalArgumentException if there is no such node */
    public MetricSeries series(String node) {
        MetricSeries found = series.get(node);
        if (found == null) {
            throw new IllegalArgumentException("no such node: " + node);
        }
        return found;
    }
}
