package dev.quintet.anomaly.metric.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

import dev.quintet.anomaly.metric.CounterRates;
import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricGroup;

import static dev.quintet.anomaly.metric.Metric.level;
import static dev.quintet.anomaly.metric.Metric.shared;
import static dev.quintet.anomaly.metric.Metric.work;

/**
 * How MariaDB's status variables become metrics: sums of counters as rates, gauges as they are, and quotients of
 * counters over the same second.
 *
 * @see <a href="https://mariadb.com/kb/en/server-status-variables/">Server status variables</a>
 */
final class StatusMetrics {
    static final String PAGE_WRITES = "page_write_bytes_per_s";

    private final Set<String> variables = new TreeSet<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();

    /** One step of the status variables: what they are now and how counters moved. */
    interface Step {
        double gauge(String variable);

        double delta(String... variables);

        double rate(String... variables);
    }

    private record Definition(Metric metric, ToDoubleFunction<Step> value) {}

    StatusMetrics() {
        rate(work("network_in_bytes_per_s", MetricGroup.NETWORK, 20_000), "Bytes_received");
        rate(work("network_out_bytes_per_s", MetricGroup.NETWORK, 20_000), "Bytes_sent");
        rate(work("qps", MetricGroup.THROUGHPUT, 20), "Questions");
        rate(work("tps", MetricGroup.THROUGHPUT, 5), "Com_commit", "Com_rollback");
        rate(work("selects_per_s", MetricGroup.THROUGHPUT, 20), "Com_select");
        rate(work("rows_sent_per_s", MetricGroup.THROUGHPUT, 500), "Rows_sent");
        ratio(shared("query_time_ms", MetricGroup.RESPONSE_TIME, 1), 1000, 1, "Query_time", "Questions");
        gauge(shared("threads_running", MetricGroup.CONCURRENCY, 3), "Threads_running");
        gauge(work("threads_connected", MetricGroup.CONNECTION, 5), "Threads_connected");
        rate(work("connections_per_s", MetricGroup.CONNECTION, 5), "Connections");
        rate(level("aborted_per_s", MetricGroup.CONNECTION, 1), "Aborted_clients", "Aborted_connects");
        rate(work("rows_read_per_s", MetricGroup.SCAN, 2_000), "Rows_read");
        rate(work("rows_scanned_per_s", MetricGroup.SCAN, 2_000), "Handler_read_rnd_next");
        rate(work("index_reads_per_s", MetricGroup.SCAN, 2_000), "Handler_read_key", "Handler_read_next");
        rate(work("full_scans_per_s", MetricGroup.SCAN, 5), "Select_scan", "Select_full_join");
        rate(work("slow_queries_per_s", MetricGroup.SCAN, 0.5), "Slow_queries");
        ratio(level("rows_read_per_query", MetricGroup.SCAN, 50), 1, 10, "Rows_read", "Questions");
        rate(work("sort_rows_per_s", MetricGroup.TEMPORARY, 2_000), "Sort_rows");
        rate(work("tmp_tables_per_s", MetricGroup.TEMPORARY, 20), "Created_tmp_tables");
        rate(work("tmp_disk_tables_per_s", MetricGroup.TEMPORARY, 2), "Created_tmp_disk_tables");
        rate(work("rows_inserted_per_s", MetricGroup.ROW_WRITE, 50), "Handler_write");
        rate(work("rows_updated_per_s", MetricGroup.ROW_WRITE, 50), "Handler_update");
        rate(work("rows_deleted_per_s", MetricGroup.ROW_WRITE, 50), "Handler_delete");
        ratio(
                level("page_changes_per_row", MetricGroup.INDEX, 4),
                1,
                10,
                "Innodb_buffer_pool_write_requests",
                "Handler_write",
                "Handler_update",
                "Handler_delete");
        rate(work("page_requests_per_s", MetricGroup.SCAN, 2_000), "Innodb_buffer_pool_read_requests");
        rate(work("page_misses_per_s", MetricGroup.CACHE_MISS, 30), "Innodb_buffer_pool_reads");
        ratio(
                level("page_miss_percent", MetricGroup.CACHE_MISS, 1),
                100,
                100,
                "Innodb_buffer_pool_reads",
                "Innodb_buffer_pool_read_requests");
        // The database flushes its pages in bursts, when its log fills up: that is its own business and no trouble.
        rate(shared("pages_flushed_per_s", MetricGroup.DISK_WRITE, 300), "Innodb_buffer_pool_pages_flushed");
        rate(shared(PAGE_WRITES, MetricGroup.DISK_WRITE, 1 << 20), "Innodb_data_written");
        rate(level("free_page_waits_per_s", MetricGroup.CACHE_MISS, 2), "Innodb_buffer_pool_wait_free");
        rate(work("data_reads_per_s", MetricGroup.CACHE_MISS, 30), "Innodb_data_reads");
        rate(shared("data_writes_per_s", MetricGroup.DISK_WRITE, 300), "Innodb_data_writes");
        rate(work("fsyncs_per_s", MetricGroup.FSYNC, 50), "Innodb_data_fsyncs", "Syncs");
        rate(work("log_bytes_per_s", MetricGroup.ROW_WRITE, 200_000), "Innodb_os_log_written");
        rate(level("log_waits_per_s", MetricGroup.FSYNC, 2), "Innodb_log_waits");
        gauge(shared("checkpoint_age_bytes", MetricGroup.ROW_WRITE, 32 << 20), "Innodb_checkpoint_age");
        gauge(shared("history_length", MetricGroup.ROW_WRITE, 20_000), "Innodb_history_list_length");
        rate(work("row_lock_waits_per_s", MetricGroup.LOCK, 3), "Innodb_row_lock_waits");
        rate(work("row_lock_wait_ms_per_s", MetricGroup.LOCK, 100), "Innodb_row_lock_time");
        gauge(level("row_lock_waiting", MetricGroup.LOCK, 2), "Innodb_row_lock_current_waits");
        rate(work("deadlocks_per_s", MetricGroup.LOCK, 1), "Innodb_deadlocks");
        rate(work("table_lock_waits_per_s", MetricGroup.LOCK, 2), "Table_locks_waited");
    }

    List<Metric> metrics() {
        return definitions.stream().map(Definition::metric).toList();
    }

    /** All variables that are needed. */
    Set<String> variables() {
        return Set.copyOf(variables);
    }

    int counterCount() {
        return counters.size();
    }

    /** The counters of a reading in the order that {@link CounterRates} is given them. */
    double[] counterValues(Map<String, Double> status) {
        double[] values = new double[counters.size()];
        counters.forEach((variable, index) -> values[index] = status.getOrDefault(variable, Double.NaN));
        return values;
    }

    /** The metrics' values for one step. */
    float[] values(Map<String, Double> status, CounterRates rates) {
        Step step = new Step() {
            @Override
            public double gauge(String variable) {
                return status.getOrDefault(variable, Double.NaN);
            }

            @Override
            public double delta(String... variables) {
                double sum = 0;
                for (String variable : variables) {
                    sum += rates.delta(counters.get(variable));
                }
                return sum;
            }

            @Override
            public double rate(String... variables) {
                double sum = 0;
                for (String variable : variables) {
                    sum += rates.rate(counters.get(variable));
                }
                return sum;
            }
        };
        float[] values = new float[definitions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) definitions.get(i).value().applyAsDouble(step);
        }
        return values;
    }

    private void gauge(Metric metric, String variable) {
        this.variables.add(variable);
        definitions.add(new Definition(metric, step -> step.gauge(variable)));
    }

    private void rate(Metric metric, String... variables) {
        need(variables);
        definitions.add(new Definition(metric, step -> step.rate(variables)));
    }

    /** A quotient of counters; unknown while the divisor counts fewer than {@code least}, since it says nothing then. */
    private void ratio(Metric metric, double factor, double least, String dividend, String... divisor) {
        need(dividend);
        need(divisor);
        definitions.add(new Definition(metric, step -> {
            double by = step.delta(divisor);
            return by >= least ? factor * step.delta(dividend) / by : Double.NaN;
        }));
    }

    private void need(String... variables) {
        for (String variable : variables) {
            this.variables.add(variable);
            counters.putIfAbsent(variable, counters.size());
        }
    }
}
