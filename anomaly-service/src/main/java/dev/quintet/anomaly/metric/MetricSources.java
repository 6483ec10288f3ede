package dev.quintet.anomaly.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.quintet.anomaly.metric.MetricSource.Reading;
import dev.quintet.anomaly.node.Node;

/** The sources that are on, in the order of the configuration. A metric of several is taken from the first that knows it. */
public final class MetricSources implements AutoCloseable {
    private final List<MetricSource> all;
    private final MetricCatalog catalog;
    private final List<int[]> columns = new ArrayList<>();

    public MetricSources(List<MetricSource> all) {
        this.all = List.copyOf(all);
        Map<String, Metric> byName = new LinkedHashMap<>();
        all.forEach(source -> source.metrics().forEach(metric -> byName.putIfAbsent(metric.name(), metric)));
        this.catalog = new MetricCatalog(List.copyOf(byName.values()));
        all.forEach(source -> columns.add(source.metrics().stream()
                .mapToInt(metric -> catalog.column(metric.name()))
                .toArray()));
    }

    /** The metrics of all sources, each once. */
    public MetricCatalog catalog() {
        return catalog;
    }

    /** Is told how a source fares. */
    interface Report {
        void problem(String source, String problem);
    }

    /** Measures a node by all sources; NaN = none could tell. */
    float[] read(Node node, Report report) {
        float[] values = new float[catalog.size()];
        Arrays.fill(values, Float.NaN);
        for (int i = 0; i < all.size(); i++) {
            MetricSource source = all.get(i);
            Reading reading = source.read(node);
            int[] into = columns.get(i);
            for (int j = 0; j < into.length; j++) {
                if (Float.isNaN(values[into[j]])) {
                    values[into[j]] = reading.values()[j];
                }
            }
            report.problem(source.name(), reading.problem());
        }
        return values;
    }

    @Override
    public void close() {
        all.forEach(MetricSource::close);
    }
}
