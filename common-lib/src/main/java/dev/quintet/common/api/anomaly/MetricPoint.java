package dev.quintet.common.api.anomaly;

import java.time.Instant;

/**
 * The headline metrics of a node, null where not measured.
 *
 * @param cpu percent of one processor
 * @param memory MiB
 * @param network bytes a second, in and out
 * @param disk bytes a second, read and written
 */
public record MetricPoint(Instant timestamp, String node, Double cpu, Double memory, Double network, Double disk) {}
