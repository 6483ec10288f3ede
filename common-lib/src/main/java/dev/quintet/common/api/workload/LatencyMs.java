package dev.quintet.common.api.workload;

/**
 * Latency in milliseconds; all 0 where nothing was measured.
 *
 * @param mean arithmetic mean
 * @param p50 median
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param max largest
 */
public record LatencyMs(double mean, double p50, double p95, double p99, double max) {

    /** Nothing measured. */
    public static final LatencyMs NONE = new LatencyMs(0, 0, 0, 0, 0);
}
