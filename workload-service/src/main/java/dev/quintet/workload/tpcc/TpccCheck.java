package dev.quintet.workload.tpcc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.quintet.common.api.workload.CheckAnswer.Check;
import dev.quintet.workload.target.Node;

/**
 * The twelve consistency conditions on one node. Each is one query and sees one state of the database, so it holds
 * while a run goes on, too.
 */
final class TpccCheck {

    private static final int SHOWN = 5;

    private final Connection connection;
    private final TpccSchema schema;
    private final String database;
    private final Node node;

    TpccCheck(Connection connection, String database, Node node) {
        this.connection = connection;
        this.schema = new TpccSchema(connection, database);
        this.database = database;
        this.node = node;
    }

    List<Check> run(List<Integer> expected) throws SQLException {
        List<Check> checks = new ArrayList<>();
        Map<Integer, Integer> loaded = schema.loadedWarehouses();
        boolean whole = loaded.keySet().containsAll(expected) && loaded.containsKey(WarehouseLoad.ITEMS);
        checks.add(new Check(
                node.name(),
                "warehouses",
                whole || expected.isEmpty(),
                Math.max(0, loaded.size() - 1) + " whole warehouses; expected " + expected.size()));
        if (!loaded.isEmpty()) {
            for (ConsistencyCondition condition : ConsistencyCondition.ALL) {
                checks.add(check(condition));
            }
        }
        return checks;
    }

    Check check(ConsistencyCondition condition) throws SQLException {
        List<String> found = new ArrayList<>();
        connection.setCatalog(database);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(condition.counterExamples() + " LIMIT " + (SHOWN + 1))) {
            while (row.next()) {
                found.add(row.getString(1) + ": " + row.getString(2) + " and " + row.getString(3));
            }
        }
        String detail = condition.text();
        if (!found.isEmpty()) {
            detail += ". Broken by " + String.join("; ", found.subList(0, Math.min(SHOWN, found.size())))
                    + (found.size() > SHOWN ? "; and more" : "");
        }
        return new Check(node.name(), "condition " + condition.number(), found.isEmpty(), detail);
    }
}
