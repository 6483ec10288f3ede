package dev.quintet.workload.target;

import java.sql.SQLException;
import java.util.Locale;

/** Errors of a database by what they mean to a run. Numbers are MySQL's, which MariaDB and OceanBase share. */
public enum ErrorKind {
    /** A victim of deadlock detection: to be tried again. */
    DEADLOCK,
    /** Waited too long for a row: to be tried again. */
    LOCK_WAIT_TIMEOUT,
    /** A unique key was there already. */
    DUPLICATE_KEY,
    /** The connection broke during a statement. */
    CONNECTION_LOST,
    /** No connection could be made. */
    CONNECT_FAILED,
    /** The server has no connection left. */
    TOO_MANY_CONNECTIONS,
    /** Wrong password, or a right is missing. */
    ACCESS_DENIED,
    /** A table or database is gone. */
    NO_SUCH_TABLE,
    /** Someone killed the statement or the connection. */
    KILLED,
    /** The server may not write, or has no room to. */
    NOT_WRITABLE,
    /** All else. */
    OTHER;

    /** Name in reports: {@code deadlock}, {@code lock_wait_timeout}, … */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the same transaction may be tried again on the same connection. */
    public boolean retryable() {
        return this == DEADLOCK || this == LOCK_WAIT_TIMEOUT;
    }

    /** Whether the connection is of no more use. */
    public boolean breaksConnection() {
        return this == CONNECTION_LOST || this == CONNECT_FAILED || this == KILLED;
    }

    /** The kind of an error, by the server's number and else by its SQLSTATE. */
    public static ErrorKind of(SQLException e) {
        return switch (e.getErrorCode()) {
            case 1213 -> DEADLOCK;
            case 1205 -> LOCK_WAIT_TIMEOUT;
            case 1062 -> DUPLICATE_KEY;
            case 1040, 1203, 1226 -> TOO_MANY_CONNECTIONS;
            case 1044, 1045, 1142, 1143, 1227, 1698 -> ACCESS_DENIED;
            case 1049, 1051, 1146 -> NO_SUCH_TABLE;
            case 1053, 1317, 1927, 1969 -> KILLED;
            case 1021, 1114, 1290, 1836, 3 -> NOT_WRITABLE;
            default -> {
                String state = e.getSQLState();
                yield state != null && state.startsWith("08") ? CONNECTION_LOST : OTHER;
            }
        };
    }
}
