package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.quintet.anomaly.fault.InjectionException;

/**
 * A table of the database under test, that is, of no system schema.
 *
 * @param rows about how many, as the server estimates
 * @param columns those that an index of 100 characters or bytes can be made on, at least one
 * @param key the first column of its primary key
 */
record WorkloadTable(String schema, String name, long rows, List<String> columns, String key) {
    private static final String QUERY =
            """
            SELECT t.TABLE_SCHEMA, t.TABLE_NAME, t.TABLE_ROWS, k.COLUMN_NAME
              FROM information_schema.TABLES t
              JOIN information_schema.STATISTICS k
                ON k.TABLE_SCHEMA = t.TABLE_SCHEMA AND k.TABLE_NAME = t.TABLE_NAME
               AND k.INDEX_NAME = 'PRIMARY' AND k.SEQ_IN_INDEX = 1
             WHERE t.ENGINE = 'InnoDB'
               AND t.TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')
             ORDER BY t.DATA_LENGTH DESC, t.TABLE_SCHEMA, t.TABLE_NAME LIMIT ?
            """;

    private static final String COLUMNS =
            """
            SELECT CASE WHEN CHARACTER_MAXIMUM_LENGTH > 100
                        THEN CONCAT('`', REPLACE(COLUMN_NAME, '`', '``'), '`(100)')
                        ELSE CONCAT('`', REPLACE(COLUMN_NAME, '`', '``'), '`') END
              FROM information_schema.COLUMNS
             WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND DATA_TYPE NOT IN ('json', 'geometry', 'point', 'polygon')
             ORDER BY ORDINAL_POSITION LIMIT 64
            """;

    WorkloadTable {
        columns = List.copyOf(columns);
    }

    /**
     * The largest tables, largest first.
     *
     * @throws InjectionException if there is none
     */
    static List<WorkloadTable> largest(Connection connection, int most) throws SQLException {
        List<WorkloadTable> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setInt(1, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(new WorkloadTable(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getLong(3),
                            columns(connection, rows.getString(1), rows.getString(2)),
                            quoted(rows.getString(4))));
                }
            }
        }
        if (tables.isEmpty()) {
            throw new InjectionException("there is no table with a primary key to work on: prepare a workload first");
        }
        return tables;
    }

    private static List<String> columns(Connection connection, String schema, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }

    /** For use in a statement. */
    String sqlName() {
        return quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }
}
