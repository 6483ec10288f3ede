package dev.quintet.anomaly.fault;

import java.time.Duration;
import java.util.List;

import dev.quintet.anomaly.node.Node;

/**
 * A request for a fault that has passed the {@link FaultRules}.
 *
 * @param nodes at least one, each once
 */
public record FaultOrder(FaultType type, Severity severity, Duration duration, List<Node> nodes) {
    public FaultOrder {
        nodes = List.copyOf(nodes);
    }
}
