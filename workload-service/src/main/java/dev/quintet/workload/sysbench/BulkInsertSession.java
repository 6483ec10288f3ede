package dev.quintet.workload.sysbench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.quintet.workload.run.Session;

/**
 * {@code bulk_insert}: multi-row inserts, each thread into a table of its own. A transaction here is one statement;
 * sysbench counts each row as an event and sends them when its buffer is full.
 */
final class BulkInsertSession implements Session {

    private final Statement statement;
    private final String table;
    private final int rows;
    private long next;

    BulkInsertSession(Connection connection, int worker, int rows) throws SQLException {
        this.statement = connection.createStatement();
        this.table = "sbtest" + (worker + 1);
        this.rows = rows;
        try (ResultSet last = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM " + table)) {
            last.next();
            next = last.getLong(1) + 1;
        }
    }

    @Override
    public int choose() {
        return 0;
    }

    @Override
    public int execute(int only) throws SQLException {
        StringBuilder sql = new StringBuilder("INSERT INTO ").append(table).append(" VALUES");
        for (int i = 0; i < rows; i++) {
            long id = next + i;
            sql.append(i == 0 ? "(" : ",(").append(id).append(',').append(id).append(')');
        }
        statement.execute(sql.toString());
        next += rows;
        return 1;
    }
}
