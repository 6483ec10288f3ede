package dev.quintet.workload.sysbench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.quintet.common.api.workload.CheckAnswer.Check;
import dev.quintet.workload.target.Node;

/** Looks at a node's tables: are they whole, with the rows and ids that the options say. */
final class SysbenchCheck {

    private final Schema schema;
    private final Node node;
    private final SysbenchOptions options;

    SysbenchCheck(Schema schema, Node node, SysbenchOptions options) {
        this.schema = schema;
        this.node = node;
        this.options = options;
    }

    List<Check> run() throws SQLException {
        List<Check> checks = new ArrayList<>();
        Set<Integer> whole = schema.wholeOltpTables();
        for (int table = 1; table <= options.tables(); table++) {
            checks.add(whole.contains(table) ? rows(table) : missing(table));
        }
        return checks;
    }

    private Check missing(int table) {
        return new Check(node.name(), schema.name(table), false, "the table, a column or the index on k is missing");
    }

    private Check rows(int table) throws SQLException {
        Schema.Content content = schema.content(table);
        boolean right = isRight(content, options.tableSize());
        String found = content.rows() + " rows, ids " + content.min() + " to " + content.max();
        return new Check(
                node.name(),
                schema.name(table),
                right,
                right ? found : found + "; expected " + options.tableSize() + " rows, ids 1 to " + options.tableSize());
    }

    /** Whether a table holds ids 1 to {@code size}, each once. */
    static boolean isRight(Schema.Content content, long size) {
        return content.rows() == size && content.min() == 1 && content.max() == size;
    }
}
