package dev.quintet.anomaly.metric.oceanbase;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.quintet.anomaly.metric.CounterRates;
import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricGroup;

/**
 * One server's statistics as metrics. Statistics are known by their {@code STAT_ID}, since names change between
 * releases, and by the view's own {@code VALUE_TYPE} as counters or gauges. Not safe for use by several threads.
 *
 * @see <a href="https://github.com/oceanbase/oceanbase">deps/oblib/src/lib/statistic_event/ob_stat_event.h</a>
 */
final class ServerStats {
    static final List<Metric> METRICS = List.of(
            Metric.level("up", MetricGroup.AVAILABILITY, 0.1),
            Metric.work("cpu_percent", MetricGroup.CPU, 5),
            Metric.level("memory_mib", MetricGroup.MEMORY, 16),
            Metric.work("network_in_bytes_per_s", MetricGroup.NETWORK, 20_000),
            Metric.work("network_out_bytes_per_s", MetricGroup.NETWORK, 20_000),
            Metric.work("qps", MetricGroup.THROUGHPUT, 20),
            Metric.work("tps", MetricGroup.THROUGHPUT, 5),
            Metric.shared("query_time_ms", MetricGroup.RESPONSE_TIME, 1),
            Metric.work("disk_read_bytes_per_s", MetricGroup.DISK_READ, 1 << 20),
            Metric.shared("disk_write_bytes_per_s", MetricGroup.DISK_WRITE, 1 << 20),
            Metric.work("data_reads_per_s", MetricGroup.CACHE_MISS, 30),
            Metric.shared("data_writes_per_s", MetricGroup.DISK_WRITE, 300),
            Metric.work("fsyncs_per_s", MetricGroup.FSYNC, 50),
            Metric.level("page_miss_percent", MetricGroup.CACHE_MISS, 1),
            Metric.work("page_misses_per_s", MetricGroup.CACHE_MISS, 30),
            Metric.shared("threads_running", MetricGroup.CONCURRENCY, 3),
            Metric.work("threads_connected", MetricGroup.CONNECTION, 5),
            Metric.level("memstore_percent", MetricGroup.CACHE_MISS, 5),
            Metric.level("kvcache_mib", MetricGroup.MEMORY, 16),
            Metric.work("slow_queries_per_s", MetricGroup.SCAN, 0.5));

    private static final int[] STATEMENTS = {40000, 40002, 40004, 40006, 40008, 40018};
    private static final int[] STATEMENT_MICROS = {40001, 40003, 40005, 40007, 40009, 40019};
    private static final int[] HITS = {50000, 50008};
    private static final int[] MISSES = {50001, 50009};

    /** All that is asked for. */
    static final int[] STAT_IDS = {
        10001, 10003, 10008, 10010, 30007, 30009, 40000, 40001, 40002, 40003, 40004, 40005, 40006, 40007, 40008, 40009,
        40018, 40019, 50000, 50001, 50008, 50009, 60000, 60002, 60003, 60005, 80001, 140003, 140006
    };

    private static final Map<Integer, Integer> INDEXES = indexes();

    private final CounterRates rates = new CounterRates(STAT_IDS.length, Duration.ofSeconds(5));

    private static Map<Integer, Integer> indexes() {
        Map<Integer, Integer> indexes = new HashMap<>();
        for (int id : STAT_IDS) {
            indexes.put(id, indexes.size());
        }
        return Map.copyOf(indexes);
    }

    /**
     * A server as the views show it at one time.
     *
     * @param counters by STAT_ID
     * @param gauges by STAT_ID
     * @param others by metric; those that are missing are unknown
     */
    record Snapshot(Map<Integer, Double> counters, Map<Integer, Double> gauges, Map<String, Double> others) {}

    /** The metrics' values, in the order of {@link #METRICS}. */
    float[] values(long nanos, Snapshot now) {
        double[] counters = new double[STAT_IDS.length];
        Arrays.fill(counters, Double.NaN);
        now.counters().forEach((id, value) -> counters[INDEXES.get(id)] = value);
        rates.update(nanos, counters);
        double statements = delta(STATEMENTS);
        double looked = delta(HITS) + delta(MISSES);
        Map<String, Double> values = new HashMap<>(now.others());
        // In hundredths of a core, which is percent of one.
        values.put("cpu_percent", now.gauges().get(140006));
        Double memory = now.gauges().get(140003);
        values.put("memory_mib", memory == null ? null : Double.valueOf(memory / (1 << 20)));
        values.put("network_in_bytes_per_s", rate(10001, 10008));
        values.put("network_out_bytes_per_s", rate(10003, 10010));
        values.put("qps", rate(STATEMENTS));
        values.put("tps", rate(30007, 30009));
        values.put("query_time_ms", statements >= 1 ? delta(STATEMENT_MICROS) / statements / 1000 : Double.NaN);
        values.put("disk_read_bytes_per_s", rate(60002));
        values.put("disk_write_bytes_per_s", rate(60005));
        values.put("data_reads_per_s", rate(60000));
        values.put("data_writes_per_s", rate(60003));
        values.put("fsyncs_per_s", rate(80001));
        values.put("page_miss_percent", looked >= 100 ? 100 * delta(MISSES) / looked : Double.NaN);
        values.put("page_misses_per_s", rate(MISSES));
        float[] ordered = new float[METRICS.size()];
        for (int i = 0; i < ordered.length; i++) {
            Double value = values.get(METRICS.get(i).name());
            ordered[i] = value == null ? Float.NaN : value.floatValue();
        }
        return ordered;
    }

    private double delta(int... ids) {
        double sum = 0;
        for (int id : ids) {
            sum += rates.delta(INDEXES.get(id));
        }
        return sum;
    }

    private double rate(int... ids) {
        double sum = 0;
        for (int id : ids) {
            sum += rates.rate(INDEXES.get(id));
        }
        return sum;
    }
}
