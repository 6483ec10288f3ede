package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.Severity;

/** Transactions that all want the same rows, hold them for a while and give them back unchanged. */
final class HotRows implements ClientLoad {
    private static final int HOT_ROWS = 50;

    @Override
    public FaultType type() {
        return FaultType.LOCK_CONTENTION;
    }

    @Override
    public String description(Severity severity) {
        return connections(severity) + " connections that lock the same " + HOT_ROWS + " rows for 50 ms each, in turn,";
    }

    @Override
    public int connections(Severity severity) {
        return switch (severity) {
            case LOW -> 2;
            case MEDIUM -> 4;
            case HIGH -> 8;
        };
    }

    @Override
    public Round round(Severity severity, Connection first) throws SQLException {
        WorkloadTable table = WorkloadTable.largest(first, 1).get(0);
        String lock = "SELECT " + table.key() + " FROM " + table.sqlName() + " ORDER BY " + table.key() + " LIMIT "
                + HOT_ROWS + " FOR UPDATE";
        return connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(lock).close();
                statement.executeQuery("DO SLEEP(0.05)").close();
            }
            connection.rollback();
        };
    }
}
