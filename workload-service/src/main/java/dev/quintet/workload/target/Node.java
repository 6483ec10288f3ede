package dev.quintet.workload.target;

import java.nio.file.Path;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A server of a target.
 *
 * @param name unique in the target
 * @param host name or address
 * @param port TCP port
 * @param pidFile where the server is a process of this machine: its pid file
 * @param dataDir where it is a process of this machine: its data folder
 */
public record Node(String name, String host, int port, Optional<Path> pidFile, Optional<Path> dataDir) {

    public Node {
        requireNonNull(name);
        requireNonNull(host);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port of node " + name + " is " + port + ", not 1 to 65535");
        }
    }

    /** A server of which nothing but the address is known. */
    public static Node remote(String name, String host, int port) {
        return new Node(name, host, port, Optional.empty(), Optional.empty());
    }

    /** Host and port as a person writes them. */
    public String address() {
        return host + ":" + port;
    }
}
