package dev.quintet.anomaly.node;

/**
 * A node of which only the name is known here, such as a pod: whoever injects or measures knows how to find it.
 *
 * @param name the pod's name on Kubernetes, the server's address ({@code SVR_IP}) on OceanBase
 */
public record RemoteNode(String name) implements Node {
    public RemoteNode {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a node needs a name");
        }
    }
}
