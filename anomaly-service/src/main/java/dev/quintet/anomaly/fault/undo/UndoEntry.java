package dev.quintet.anomaly.fault.undo;

import java.util.List;

/**
 * How a change in a node's database is undone.
 *
 * @param faultId the fault that makes the change
 * @param type the fault's type, as in requests
 * @param node the node's name
 * @param statements to be run in this order; harmless when run again, or when the change was not made
 */
public record UndoEntry(String faultId, String type, String node, List<String> statements) {
    public UndoEntry {
        statements = List.copyOf(statements);
    }
}
