package dev.quintet.common.api.workload;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A workload that runs now.
 *
 * @param id the run
 * @param type workload type
 * @param threads worker threads
 * @param target name of the database
 * @param status {@code starting}, {@code running} or {@code stopping}
 * @param startedAt when the first thread began
 * @param metrics the last second
 */
public record ActiveRun(
        String id, String type, int threads, String target, String status, Instant startedAt, Metrics metrics) {

    /**
     * The last whole second of a run.
     *
     * @param tps transactions a second
     * @param qps statements a second
     * @param latencyMs latency of the second's transactions
     * @param errors errors since the start
     * @param cpuUsage CPU of the target's processes, percent of this machine; null where the target is elsewhere
     * @param memoryUsage their resident memory, percent of this machine's; null as above
     * @param diskUsage their disk traffic, percent of 100 MB/s, at most 100; null as above
     */
    public record Metrics(
            double tps,
            double qps,
            @JsonProperty("latency_ms") LatencyMs latencyMs,
            long errors,
            @JsonProperty("cpu_usage") Double cpuUsage,
            @JsonProperty("memory_usage") Double memoryUsage,
            @JsonProperty("disk_usage") Double diskUsage) {}
}
