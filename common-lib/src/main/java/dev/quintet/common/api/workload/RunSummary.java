package dev.quintet.common.api.workload;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.quintet.common.api.workload.RunReport.Measured;

/**
 * A whole run without its warm-up.
 *
 * @param seconds length of what was measured
 * @param total all nodes and transactions
 * @param unserved arrivals that were due and never served (open loop)
 * @param errors errors by kind
 * @param nodes the same by node
 * @param transactions the same by transaction
 * @param result the benchmark's own figures, of workloads that have such
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSummary(
        double seconds,
        Measured total,
        long unserved,
        Map<String, Long> errors,
        Map<String, Measured> nodes,
        Map<String, Measured> transactions,
        BenchmarkResult result) {}
