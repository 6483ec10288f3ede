package dev.quintet.anomaly.node;

import java.util.List;
import java.util.Optional;

/** The nodes that this service watches, in the order of the file. Fixed for the life of the service. */
public final class Nodes {
    private final List<Node> all;

    public Nodes(List<? extends Node> all) {
        this.all = List.copyOf(all);
    }

    public List<Node> all() {
        return all;
    }

    /** Those that run on this machine. */
    public List<LocalNode> local() {
        return all.stream()
                .filter(LocalNode.class::isInstance)
                .map(LocalNode.class::cast)
                .toList();
    }

    public List<String> names() {
        return all.stream().map(Node::name).toList();
    }

    public Optional<Node> byName(String name) {
        return all.stream().filter(node -> node.name().equals(name)).findFirst();
    }
}
