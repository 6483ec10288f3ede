package dev.quintet.local.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.local.process.PrivateFiles;

/** The file by which services learn of the local MariaDB nodes: a JSON array of {@link Node}. */
public final class LocalNodesFile {

    private LocalNodesFile() {}

    /**
     * One node.
     *
     * @param pidFile holds the server's process id while it runs
     * @param port the server's own
     * @param dataDir the server's data files
     * @param proxyPort where clients reach it through its network proxy; 0 = there is none
     * @param proxyControlPort where the proxy takes disturbances; 0 = there is none
     */
    public record Node(
            String name, String host, int port, String pidFile, String dataDir, int proxyPort, int proxyControlPort) {

        public static Node of(MariaDbEngine engine, int proxyPort, int proxyControlPort) {
            return new Node(
                    engine.name(),
                    engine.host(),
                    engine.port(),
                    engine.pidFile().toString(),
                    engine.dataDir().toString(),
                    proxyPort,
                    proxyControlPort);
        }
    }

    /** Writes the file, whole or not at all. */
    public static void write(Path file, List<Node> nodes) throws IOException {
        PrivateFiles.write(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(nodes) + "\n");
    }
}
