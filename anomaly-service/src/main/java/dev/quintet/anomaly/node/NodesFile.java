package dev.quintet.anomaly.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the list of nodes that the launcher writes. */
final class NodesFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_BYTES = 1 << 20;

    private NodesFile() {}

    /**
     * @throws IllegalArgumentException with one line that names the file and what is wrong with it
     */
    static List<LocalNode> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("nodes file " + file + " is larger than 1 MiB");
            }
            return parse(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("nodes file " + file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("nodes file " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("nodes file " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<LocalNode> parse(String text) throws JsonProcessingException {
        JsonNode root = JSON.readTree(text);
        if (!root.isArray()) {
            throw new IllegalArgumentException("expected a list of nodes");
        }
        List<LocalNode> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode each : root) {
            LocalNode node = new LocalNode(
                    field(each, "name").asText(),
                    field(each, "host").asText(),
                    field(each, "port").asInt(),
                    Path.of(field(each, "pidFile").asText()),
                    Path.of(field(each, "dataDir").asText()),
                    each.path("proxyPort").asInt(0),
                    each.path("proxyControlPort").asInt(0));
            if (!names.add(node.name())) {
                throw new IllegalArgumentException("node " + node.name() + " is listed twice");
            }
            nodes.add(node);
        }
        return List.copyOf(nodes);
    }

    private static JsonNode field(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("a node lacks \"" + name + "\"");
        }
        return value;
    }
}
