package dev.quintet.anomaly.node;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A node that runs on this machine.
 *
 * @param host where it listens
 * @param port its SQL port, 1 to 65535
 * @param pidFile the file in which its process writes its id; read anew each time, since a restart changes it
 * @param dataDir its data folder
 * @param proxyPort where its clients reach it through its network proxy; 0 = it has none
 * @param proxyControlPort where the proxy takes network faults; 0 = it has none
 */
public record LocalNode(
        String name, String host, int port, Path pidFile, Path dataDir, int proxyPort, int proxyControlPort)
        implements Node {
    public LocalNode {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a node needs a name");
        }
        Objects.requireNonNull(host, "host");
        requirePort(name, "port", port, 1);
        requirePort(name, "proxyPort", proxyPort, 0);
        requirePort(name, "proxyControlPort", proxyControlPort, 0);
        Objects.requireNonNull(pidFile, "pidFile");
        Objects.requireNonNull(dataDir, "dataDir");
    }

    private static void requirePort(String node, String what, int port, int least) {
        if (port < least || port > 65_535) {
            throw new IllegalArgumentException(
                    what + " of node " + node + ": " + port + " is not in " + least + "..65535");
        }
    }

    /** Whether its clients' way leads through a proxy that can be disturbed. */
    public boolean hasProxy() {
        return proxyPort > 0 && proxyControlPort > 0;
    }
}
