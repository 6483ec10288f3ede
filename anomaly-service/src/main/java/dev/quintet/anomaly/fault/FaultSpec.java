package dev.quintet.anomaly.fault;

import java.time.Duration;

import dev.quintet.anomaly.node.Node;

/**
 * One fault on one node.
 *
 * @param id unique
 * @param duration how long it lasts at most
 */
public record FaultSpec(String id, FaultType type, Severity severity, Duration duration, Node node) {}
