package dev.quintet.workload.tpcc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A session's statements, each prepared when it is first used, and how many were executed. */
final class Statements {

    /** How many a session may come to: as counted from the transactions. */
    static final int AT_MOST = 50;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private int executed;

    Statements(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** A statement with its parameters set: Integer, String, BigDecimal or null. */
    private PreparedStatement with(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        executed++;
        return statement;
    }

    ResultSet query(String sql, Object... values) throws SQLException {
        return with(sql, values).executeQuery();
    }

    /** Rows changed. */
    int update(String sql, Object... values) throws SQLException {
        return with(sql, values).executeUpdate();
    }

    /**
     * A query whose row must be there.
     *
     * @throws SQLException when it is not: the data is not TPC-C's
     */
    ResultSet row(String sql, Object... values) throws SQLException {
        ResultSet row = query(sql, values);
        if (!row.next()) {
            throw new SQLException("a row is missing for: " + sql, "02000");
        }
        return row;
    }

    void commit() throws SQLException {
        connection.commit();
        executed++;
    }

    void rollback() throws SQLException {
        connection.rollback();
        executed++;
    }

    /** Statements since the last call. */
    int executed() {
        int count = executed;
        executed = 0;
        return count;
    }
}
