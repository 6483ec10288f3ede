package dev.quintet.anomaly.metric.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.metric.CounterRates;
import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;

import static org.assertj.core.api.Assertions.assertThat;

class StatusMetricsTest {
    private final StatusMetrics metrics = new StatusMetrics();
    private final CounterRates rates = new CounterRates(metrics.counterCount(), Duration.ofSeconds(5));

    @Test
    void makesRatesGaugesAndQuotients() {
        step(0, Map.of());
        float[] values = step(
                2,
                Map.of(
                        "Questions", 500.0,
                        "Com_commit", 40.0,
                        "Com_rollback", 2.0,
                        "Query_time", 0.25,
                        "Threads_running", 7.0,
                        "Innodb_buffer_pool_read_requests", 1000.0,
                        "Innodb_buffer_pool_reads", 30.0));

        assertThat(value(values, "qps")).isEqualTo(250);
        assertThat(value(values, "tps")).isEqualTo(21);
        assertThat(value(values, "query_time_ms")).isEqualTo(0.5f);
        assertThat(value(values, "threads_running")).isEqualTo(7);
        assertThat(value(values, "page_miss_percent")).isEqualTo(3);
        assertThat(value(values, "row_lock_waits_per_s")).isZero();
    }

    @Test
    void doesNotDivideByNextToNothing() {
        step(0, Map.of());
        float[] values = step(1, Map.of("Innodb_buffer_pool_read_requests", 10.0, "Innodb_buffer_pool_reads", 9.0));

        assertThat(value(values, "page_miss_percent")).isNaN();
        assertThat(value(values, "query_time_ms")).isNaN();
    }

    @Test
    void leavesUnknownWhatTheServerDoesNotTell() {
        Map<String, Double> sparse = new HashMap<>(Map.of("Questions", 1.0));
        rates.update(0, metrics.counterValues(sparse));
        sparse.put("Questions", 31.0);
        rates.update(1_000_000_000L, metrics.counterValues(sparse));
        float[] values = metrics.values(sparse, rates);

        assertThat(value(values, "qps")).isEqualTo(30);
        assertThat(value(values, "tps")).isNaN();
        assertThat(value(values, "threads_running")).isNaN();
    }

    @Test
    void namesEachMetricOnce() {
        assertThat(new MetricCatalog(metrics.metrics()).size()).isGreaterThanOrEqualTo(35);
    }

    private float[] step(int second, Map<String, Double> given) {
        Map<String, Double> status = new HashMap<>();
        metrics.variables().forEach(variable -> status.put(variable, 0.0));
        status.putAll(given);
        rates.update(second * 1_000_000_000L, metrics.counterValues(status));
        return metrics.values(status, rates);
    }

    private float value(float[] values, String metric) {
        return values[metrics.metrics().stream().map(Metric::name).toList().indexOf(metric)];
    }
}
