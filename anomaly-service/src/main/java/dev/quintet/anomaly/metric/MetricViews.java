package dev.quintet.anomaly.metric;

import java.util.OptionalDouble;

import jakarta.inject.Singleton;

import dev.quintet.common.api.anomaly.DatabaseMetrics;
import dev.quintet.common.api.anomaly.MetricPoint;
import dev.quintet.common.api.anomaly.SystemMetrics;

/** Puts samples under the keys of the original's answers. What no source measures is null. */
@Singleton
public final class MetricViews {
    private final MetricCatalog catalog;

    MetricViews(MetricCatalog catalog) {
        this.catalog = catalog;
    }

    public MetricPoint point(String node, Sample sample) {
        return new MetricPoint(
                sample.time(),
                node,
                value(sample, "cpu_percent"),
                value(sample, "memory_mib"),
                network(sample),
                diskBytes(sample));
    }

    SystemMetrics system(String node, Sample sample) {
        return new SystemMetrics(
                sample.time(),
                node,
                value(sample, "cpu_percent"),
                value(sample, "memory_mib"),
                network(sample),
                diskBytes(sample),
                diskOperations(sample),
                value(sample, "threads_running"),
                value(sample, "query_time_ms"),
                hitRatio(sample));
    }

    DatabaseMetrics database(String node, Sample sample) {
        return new DatabaseMetrics(
                sample.time(),
                node,
                value(sample, "qps"),
                value(sample, "tps"),
                value(sample, "threads_running"),
                value(sample, "query_time_ms"),
                diskBytes(sample),
                diskOperations(sample),
                value(sample, "memory_mib"),
                hitRatio(sample),
                value(sample, "slow_queries_per_s"),
                value(sample, "deadlocks_per_s"),
                null,
                value(sample, "threads_connected"));
    }

    Double value(Sample sample, String metric) {
        OptionalDouble value = sample.value(catalog.column(metric));
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private Double network(Sample sample) {
        return sum(sample, "network_in_bytes_per_s", "network_out_bytes_per_s");
    }

    private Double diskBytes(Sample sample) {
        return sum(sample, "disk_read_bytes_per_s", "disk_write_bytes_per_s");
    }

    private Double diskOperations(Sample sample) {
        return sum(sample, "data_reads_per_s", "data_writes_per_s", "fsyncs_per_s");
    }

    private Double hitRatio(Sample sample) {
        Double missed = value(sample, "page_miss_percent");
        return missed == null ? null : 1 - missed / 100;
    }

    /** Null if a part is missing: half a sum would look like a whole one. */
    private Double sum(Sample sample, String... metrics) {
        double sum = 0;
        for (String metric : metrics) {
            Double part = value(sample, metric);
            if (part == null) {
                return null;
            }
            sum += part;
        }
        return sum;
    }
}
