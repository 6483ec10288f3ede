package dev.quintet.common.api.workload;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One interval of a run, normally a second.
 *
 * @param second seconds since the run's start at the interval's end
 * @param time wall clock at the interval's end
 * @param phase phase number from 1; 0 in the warm-up
 * @param warmup whether this interval is left out of the result
 * @param threads worker threads that may work in this phase
 * @param rate transactions a second aimed at; 0 = closed loop
 * @param backlog arrivals whose time had come and that no thread had taken yet (open loop)
 * @param total all nodes and transactions
 * @param errors errors in the interval by kind
 * @param nodes the same by node
 * @param transactions the same by transaction
 */
public record RunReport(
        long second,
        Instant time,
        int phase,
        boolean warmup,
        int threads,
        double rate,
        long backlog,
        Measured total,
        Map<String, Long> errors,
        Map<String, Measured> nodes,
        Map<String, Measured> transactions) {

    /**
     * Throughput and latency of some part of a run.
     *
     * @param count transactions that succeeded
     * @param tps transactions a second
     * @param qps statements a second
     * @param errors errors in that time
     * @param latencyMs latency; in open loop from the intended start
     */
    public record Measured(
            long count, double tps, double qps, long errors, @JsonProperty("latency_ms") LatencyMs latencyMs) {}
}
