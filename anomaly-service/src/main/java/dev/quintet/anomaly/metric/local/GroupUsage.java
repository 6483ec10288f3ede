package dev.quintet.anomaly.metric.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricGroup;

/**
 * What a group of processes consumes a second. Members come and go: one that is new brings all that it consumed since
 * its birth, which was after the last reading, except at the first reading of all. Not safe for use by several
 * threads.
 */
final class GroupUsage {
    static final String DISK_WRITES = "disk_write_bytes_per_s";

    static final List<Metric> METRICS = List.of(
            Metric.work("cpu_percent", MetricGroup.CPU, 5),
            Metric.shared("cpu_wait_percent", MetricGroup.CPU_WAIT, 20),
            Metric.level("memory_mib", MetricGroup.MEMORY, 16),
            Metric.level("major_faults_per_s", MetricGroup.DISK_READ, 20),
            Metric.work("minor_faults_per_s", MetricGroup.MEMORY, 2000),
            Metric.work("disk_read_bytes_per_s", MetricGroup.DISK_READ, 1 << 20),
            Metric.shared(DISK_WRITES, MetricGroup.DISK_WRITE, 1 << 20));

    private final ProcFs procFs;
    private final long maxGapNanos;
    private Map<Long, ProcessStats> last = Map.of();
    private long lastNanos;
    private boolean primed;

    GroupUsage(ProcFs procFs, long maxGapNanos) {
        this.procFs = procFs;
        this.maxGapNanos = maxGapNanos;
    }

    /**
     * @param nanos now, by {@link System#nanoTime}
     * @param pids the members; none = nothing is known
     * @return values in the order of {@link #METRICS}
     */
    float[] read(long nanos, Set<Long> pids) {
        Map<Long, ProcessStats> now = new HashMap<>();
        pids.forEach(pid -> procFs.read(pid).ifPresent(stats -> now.put(pid, stats)));
        double seconds = (nanos - lastNanos) / 1e9;
        boolean usable = primed && !now.isEmpty() && seconds > 0 && nanos - lastNanos <= maxGapNanos;
        double[] sum = new double[METRICS.size()];
        now.forEach((pid, stats) -> add(sum, stats, last.getOrDefault(pid, BORN)));
        float[] values = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            boolean level = i == 2;
            double value = level ? sum[i] : sum[i] / seconds;
            values[i] = now.isEmpty() || (!level && !usable) ? Float.NaN : (float) value;
        }
        last = now;
        lastNanos = nanos;
        primed = !now.isEmpty();
        return values;
    }

    private static final ProcessStats BORN = new ProcessStats(0, 0, 0, 0, 0, 0, 0);

    private static void add(double[] sum, ProcessStats now, ProcessStats before) {
        sum[0] += 100 * (now.cpuSeconds() - before.cpuSeconds());
        sum[1] += 100 * Math.max(0, now.cpuWaitSeconds() - before.cpuWaitSeconds());
        sum[2] += now.memoryMib();
        sum[3] += now.majorFaults() - before.majorFaults();
        sum[4] += now.minorFaults() - before.minorFaults();
        sum[5] += now.readBytes() - before.readBytes();
        sum[6] += now.writtenBytes() - before.writtenBytes();
    }
}
