package dev.quintet.badge.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells a lost database from a wrong statement, by SQLSTATE. */
final class SqlFailure {
    /** Server shutting down, crashed, starting up; too many connections; disk full; cancelled by the time limit. */
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "53100", "53200", "53300", "57014", "25006");
    /** Serialization failure, deadlock. */
    private static final Set<String> CONFLICT = Set.of("40001", "40P01");

    private SqlFailure() {}

    static boolean isConflict(SQLException failure) {
        return CONFLICT.contains(state(failure));
    }

    static RuntimeException translate(SQLException failure) {
        return isAway(failure) || isConflict(failure)
                ? new DatabaseUnavailableException(failure)
                : new IllegalStateException("SQLSTATE " + state(failure) + ": " + failure.getMessage(), failure);
    }

    static boolean isAway(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08") || AWAY.contains(state) || failure instanceof SQLTransientException;
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }
}
