package dev.quintet.anomaly.node;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One node of the database under test.
 *
 * @param name unique, as used in requests and answers
 * @param host where it listens
 * @param port its SQL port, 1 to 65535
 * @param pidFile the file in which its process writes its id; read anew each time, since a restart changes it
 * @param dataDir its data folder
 */
public record Node(String name, String host, int port, Path pidFile, Path dataDir) {
    public Node {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a node needs a name");
        }
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port of node " + name + ": " + port + " is not in 1..65535");
        }
        Objects.requireNonNull(pidFile, "pidFile");
        Objects.requireNonNull(dataDir, "dataDir");
    }
}
