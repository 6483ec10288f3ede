package dev.quintet.anomaly.metric;

import java.time.Instant;

/**
 * How a source fares with a node.
 *
 * @param problem what it could not measure and why; empty if it measured all
 * @param since when this state began
 */
public record SourceState(String source, String node, String problem, Instant since) {}
