package dev.quintet.anomaly.fault.chaos;

import java.util.List;

import dev.quintet.anomaly.fault.FaultConfig;
import dev.quintet.anomaly.node.Node;
import dev.quintet.anomaly.node.RemoteNode;

/** The targets of a fault that names none: Chaos Mesh selects pods by their labels. */
final class ChaosTargets {
    static final Node ONE = new RemoteNode("one of the labelled pods");
    static final Node ALL = new RemoteNode("all labelled pods");

    private ChaosTargets() {}

    static List<Node> of(FaultConfig.Mode mode) {
        return List.of(mode == FaultConfig.Mode.ALL ? ALL : ONE);
    }
}
