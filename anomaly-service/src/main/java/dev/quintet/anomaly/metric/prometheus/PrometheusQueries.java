package dev.quintet.anomaly.metric.prometheus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricGroup;

/** What is asked for each metric. The names are those of the local source, so that all views show them. */
final class PrometheusQueries {
    static final List<Metric> METRICS = List.of(
            Metric.work("cpu_percent", MetricGroup.CPU, 5),
            Metric.level("memory_mib", MetricGroup.MEMORY, 16),
            Metric.work("network_in_bytes_per_s", MetricGroup.NETWORK, 20_000),
            Metric.work("network_out_bytes_per_s", MetricGroup.NETWORK, 20_000),
            Metric.work("disk_read_bytes_per_s", MetricGroup.DISK_READ, 1 << 20),
            Metric.shared("disk_write_bytes_per_s", MetricGroup.DISK_WRITE, 1 << 20));

    private PrometheusQueries() {}

    /**
     * The queries by metric.
     *
     * @throws IllegalArgumentException if the configuration names a metric that there is not
     */
    static Map<String, String> of(PrometheusConfig config) {
        String by = "sum by (" + config.nodeLabel() + ") (";
        String container = "{container=\"" + config.container() + "\"}[1m]))";
        // The network is the pod's: it has no container label.
        String pod = "{" + config.nodeLabel() + "!=\"\"}[1m]))";
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("cpu_percent", "100 * " + by + "rate(container_cpu_usage_seconds_total" + container);
        queries.put(
                "memory_mib",
                by + "container_memory_working_set_bytes{container=\"" + config.container() + "\"}) / 1048576");
        queries.put("network_in_bytes_per_s", by + "rate(container_network_receive_bytes_total" + pod);
        queries.put("network_out_bytes_per_s", by + "rate(container_network_transmit_bytes_total" + pod);
        queries.put("disk_read_bytes_per_s", by + "rate(container_fs_reads_bytes_total" + container);
        queries.put("disk_write_bytes_per_s", by + "rate(container_fs_writes_bytes_total" + container);
        config.queries().forEach((metric, query) -> {
            if (queries.replace(metric, query) == null) {
                throw new IllegalArgumentException("quintet.anomaly.prometheus.queries." + metric
                        + " is no metric of this source; allowed are " + String.join(", ", queries.keySet()));
            }
        });
        return queries;
    }
}
