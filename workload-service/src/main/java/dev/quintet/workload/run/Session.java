package dev.quintet.workload.run;

import java.sql.SQLException;

/** One connection's part in a workload: what a thread executes. Used by one thread. */
public interface Session {

    /** Draws which transaction comes next, an index into {@link WorkloadPlan#transactions()}. */
    int choose();

    /**
     * Executes it.
     *
     * @return statements executed
     * @throws SQLException leaves the connection in a transaction, perhaps; the caller rolls back
     */
    int execute(int transaction) throws SQLException;
}
