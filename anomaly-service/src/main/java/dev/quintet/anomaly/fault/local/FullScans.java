package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.Severity;

/** Queries that no index helps. */
final class FullScans implements ClientLoad {
    /** A small table is joined with itself until there is so much to compare. */
    private static final long LEAST_ROWS = 400_000;

    private static final int MOST_SECONDS = 10;

    @Override
    public FaultType type() {
        return FaultType.SLOW_QUERY;
    }

    @Override
    public String description(Severity severity) {
        return connections(severity) + " connection(s) that scan the largest table without an index, without pause,";
    }

    @Override
    public int connections(Severity severity) {
        return switch (severity) {
            case LOW -> 1;
            case MEDIUM -> 2;
            case HIGH -> 4;
        };
    }

    @Override
    public Round round(Severity severity, Connection first) throws SQLException {
        WorkloadTable table = WorkloadTable.largest(first, 1).get(0);
        long times = Math.max(1, LEAST_ROWS / Math.max(1, table.rows()));
        // max_statement_time: what is left of a query if this process is killed in the middle.
        String scan = "SET STATEMENT max_statement_time=" + MOST_SECONDS + " FOR SELECT COUNT(*) FROM "
                + table.sqlName() + " a JOIN (SELECT " + table.key() + " AS k FROM " + table.sqlName() + " LIMIT "
                + times + ") b ON CONCAT_WS('#', a." + table.key() + ", b.k) LIKE '%#-'";
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(scan).close();
            }
        };
    }
}
