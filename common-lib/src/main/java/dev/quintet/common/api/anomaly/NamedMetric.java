package dev.quintet.common.api.anomaly;

import java.time.Instant;

/**
 * One value of any collected metric; null = a gap.
 *
 * @param metric its name, the unit last
 */
public record NamedMetric(Instant timestamp, String node, String metric, Double value) {}
