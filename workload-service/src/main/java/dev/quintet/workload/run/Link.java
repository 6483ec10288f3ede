package dev.quintet.workload.run;

import java.sql.SQLException;

/** A worker's way to the database: made, broken and made again. */
interface Link {

    /** Connects and makes a session. */
    Session open() throws SQLException;

    /** Ends a transaction that failed half-way. */
    void rollback() throws SQLException;

    /** Lets the connection go. Never throws. */
    void close();

    /** From another thread: ends at once whatever the worker waits for. The worker then sees an error. */
    void cutOff();
}
