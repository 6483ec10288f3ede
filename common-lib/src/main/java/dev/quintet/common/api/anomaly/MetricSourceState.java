package dev.quintet.common.api.anomaly;

import java.time.Instant;

/**
 * How a source of metrics fares with a node.
 *
 * @param status {@code ok} or {@code failing}
 * @param message what could not be measured and why; null if all could
 * @param since when this state began
 */
public record MetricSourceState(String source, String node, String status, String message, Instant since) {}
