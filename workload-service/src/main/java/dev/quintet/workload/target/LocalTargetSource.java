package dev.quintet.workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logging.Logger;

/** The target {@code local}: nodes as the launcher wrote them to a file, read again when the file changes. */
public final class LocalTargetSource implements TargetSource {

    /** Name of the target. */
    public static final String NAME = "local";

    private static final Logger LOG = Logger.getLogger(LocalTargetSource.class);

    private final Optional<Path> file;
    private final Credentials credentials;
    private final ObjectMapper json;

    private FileTime readAt;
    private long readSize;
    private List<Target> targets = List.of();

    public LocalTargetSource(Optional<Path> file, Credentials credentials, ObjectMapper json) {
        this.file = file;
        this.credentials = credentials;
        this.json = json;
    }

    @Override
    public synchronized List<Target> targets() {
        file.ifPresent(this::refresh);
        return targets;
    }

    private void refresh(Path path) {
        try {
            FileTime changed = Files.getLastModifiedTime(path);
            long size = Files.size(path);
            if (changed.equals(readAt) && size == readSize) {
                return;
            }
            targets = parse(json.readTree(path.toFile()));
            readAt = changed;
            readSize = size;
            LOG.infof("%d local nodes read from %s", nodeCount(), path);
        } catch (IOException | IllegalArgumentException e) {
            // The launcher may be writing it, or be gone: what was known stays until the file can be read.
            LOG.debugf("Local nodes not read from %s: %s", path, e.getMessage());
        }
    }

    private int nodeCount() {
        return targets.isEmpty() ? 0 : targets.get(0).nodes().size();
    }

    private List<Target> parse(JsonNode root) {
        if (!root.isArray()) {
            throw new IllegalArgumentException("not a list of nodes");
        }
        List<Node> nodes = new ArrayList<>();
        for (JsonNode node : root) {
            nodes.add(new Node(
                    node.path("name").asText("node" + (nodes.size() + 1)),
                    node.path("host").asText("127.0.0.1"),
                    // Its clients' way, on which a drill can disturb the network.
                    node.path("proxyPort").asInt() > 0
                            ? node.path("proxyPort").asInt()
                            : node.path("port").asInt(),
                    path(node, "pidFile"),
                    path(node, "dataDir")));
        }
        return nodes.isEmpty() ? List.of() : List.of(new Target(NAME, Target.Source.LOCAL, nodes, credentials));
    }

    private static Optional<Path> path(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue())
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
