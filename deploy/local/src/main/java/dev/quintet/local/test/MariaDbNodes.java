package dev.quintet.local.test;

import java.nio.file.Path;
import java.util.List;

import dev.quintet.local.engine.MariaDbEngine;

/**
 * The MariaDB nodes that {@link MariaDbTestResource} runs.
 *
 * @param engines named node1, node2 and so on
 * @param file what {@code QUINTET_LOCAL_NODES_FILE} names
 */
public record MariaDbNodes(List<MariaDbEngine> engines, Path file) {

    public MariaDbNodes {
        engines = List.copyOf(engines);
    }

    /** The node of that number, from 1. */
    public MariaDbEngine node(int number) {
        return engines.get(number - 1);
    }
}
