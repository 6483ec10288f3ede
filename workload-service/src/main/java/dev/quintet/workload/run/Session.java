package dev.quintet.workload.run;

import java.sql.SQLException;

/** One connection's part in a workload: what a thread executes. Used by one thread. */
public interface Session {

    /** {@link #choose} says: there is nothing to execute now, ask again soon. */
    int LATER = -1;

    /** {@link #choose} says: this session has done all it had to do. */
    int DONE = -2;

    /**
     * Draws which transaction comes next, with its input.
     *
     * @return an index into {@link WorkloadPlan#transactions()}, {@link #LATER} or {@link #DONE}
     */
    int choose();

    /** Nanoseconds that the terminal types before it sends the transaction; not part of its latency. */
    default long keyingNanos(int transaction) {
        return 0;
    }

    /** Nanoseconds that the terminal's user thinks after the answer. */
    default long thinkNanos(int transaction) {
        return 0;
    }

    /**
     * Executes what was drawn; called again with the same input after a deadlock.
     *
     * @return statements executed
     * @throws SQLException leaves the connection in a transaction, perhaps; the caller rolls back
     */
    int execute(int transaction) throws SQLException;
}
