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
     * @param dataDir the server's data files
     */
    public record Node(String name, String host, int port, String pidFile, String dataDir) {

        static Node of(MariaDbEngine engine) {
            return new Node(
                    engine.name(),
                    engine.host(),
                    engine.port(),
                    engine.pidFile().toString(),
                    engine.dataDir().toString());
        }
    }

    /** Writes the file, whole or not at all. */
    public static void write(Path file, List<MariaDbEngine> engines) throws IOException {
        List<Node> nodes = engines.stream().map(Node::of).toList();
        PrivateFiles.write(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(nodes) + "\n");
    }
}
