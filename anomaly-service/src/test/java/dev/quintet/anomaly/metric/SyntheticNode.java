package dev.quintet.anomaly.metric;

import java.util.Random;

import dev.quintet.anomaly.metric.local.LocalSource;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;

/** Makes up what a node's metrics would be under a given load, noise included. Only for tests. */
public final class SyntheticNode {
    public static final MetricCatalog CATALOG =
            new MetricCatalog(new LocalSource(new NodeProcesses(), new NodeConnections("", "")).metrics());

    private final Random random;
    private int seconds;
    public double qps = 300;
    public double extraCpu;
    public double extraMemory;
    public double extraWrites;
    public double extraLockWaits;
    public double extraRttMs;
    public double slowdown = 1;

    public SyntheticNode(long seed) {
        random = new Random(seed);
    }

    public float[] sample() {
        float[] values = new float[CATALOG.size()];
        double work = noisy(qps * slowdown, 0.08);
        for (int column = 0; column < values.length; column++) {
            Metric metric = CATALOG.metric(column);
            double value = metric.scalesWithWork()
                    ? noisy(1 + work * metric.floor() / 40, 0.1)
                    : noisy(3 * metric.floor(), 0.05);
            values[column] = (float) value;
        }
        set(values, "up", 1);
        set(values, "qps", work);
        set(values, "cpu_percent", noisy(1 + work / 15, 0.1) + noisy(extraCpu, 0.05));
        set(values, "cpu_wait_percent", noisy(10 / slowdown, 0.3));
        set(values, "memory_mib", 200 + extraMemory + random.nextGaussian() * 0.3);
        double log = noisy(work * 2000, 0.4) + noisy(extraWrites, 0.3);
        double pages = seconds++ % 90 < 3 ? 30e6 : 0;
        set(values, "other_write_bytes_per_s", log);
        set(values, "page_write_bytes_per_s", pages);
        set(values, "disk_write_bytes_per_s", log + pages);
        set(values, "pages_flushed_per_s", pages / 16384);
        set(values, "row_lock_waits_per_s", Math.max(0, random.nextInt(20) == 0 ? 1 : 0) + extraLockWaits);
        set(values, "row_lock_wait_ms_per_s", 50 * extraLockWaits);
        set(values, "deadlocks_per_s", 0);
        set(values, "client_rtt_ms", 0.4 + extraRttMs + waiting());
        set(values, "client_up", 1);
        set(values, "client_jitter_ms", waiting());
        return values;
    }

    /** What a ping waits for a processor: mostly nothing, now and then some ms, seldom many; the mean of three. */
    private double waiting() {
        return -4 * Math.log(1 - random.nextDouble()) * (random.nextInt(20) == 0 ? 6 : 1);
    }

    public static float[] gap() {
        float[] values = new float[CATALOG.size()];
        java.util.Arrays.fill(values, Float.NaN);
        return values;
    }

    private double noisy(double value, double relative) {
        return Math.max(0, value * (1 + relative * random.nextGaussian()));
    }

    private static void set(float[] values, String metric, double value) {
        values[CATALOG.column(metric)] = (float) value;
    }
}
