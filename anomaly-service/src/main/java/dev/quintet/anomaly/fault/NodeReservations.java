package dev.quintet.anomaly.fault;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.node.Node;
import dev.quintet.common.problem.ProblemException;

/** Nodes that belong to an experiment for a while: nobody else injects there, so that its labels hold. */
@Singleton
public final class NodeReservations {
    private final Map<String, String> owners = new HashMap<>();

    /**
     * Takes all of the nodes, or none.
     *
     * @throws ProblemException 409 if one of them belongs to another
     */
    public synchronized void reserve(String owner, Collection<String> nodes) {
        nodes.forEach(node -> requireFree(node, owner));
        nodes.forEach(node -> owners.put(node, owner));
    }

    /** Gives back all that an owner has. */
    public synchronized void release(String owner) {
        owners.values().removeIf(owner::equals);
    }

    /**
     * @param owner who wants to inject; empty = whoever has no reservation
     * @throws ProblemException 409 if one of the nodes belongs to another
     */
    synchronized void require(String owner, List<Node> nodes) {
        nodes.forEach(node -> requireFree(node.name(), owner));
    }

    private void requireFree(String node, String owner) {
        String other = owners.get(node);
        if (other != null && !other.equals(owner)) {
            throw ProblemException.of(
                    409,
                    "node-in-experiment",
                    node + " belongs to experiment " + other + " until that ends; stop it first");
        }
    }
}
