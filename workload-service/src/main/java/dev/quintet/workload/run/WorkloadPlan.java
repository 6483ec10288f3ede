package dev.quintet.workload.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** A workload with its options decided: how one thread's session is made on an open connection. */
public interface WorkloadPlan {

    /** Names of the transactions, for statistics. */
    List<String> transactions();

    /** Database that connections use. */
    String database();

    /** Whether connections prepare statements on the server. */
    boolean serverPrepared();

    /**
     * Looks whether a node can take this plan: its data is there, and it has room for that many workers.
     *
     * @param workers threads that will work on this node
     *
     * @throws dev.quintet.common.problem.ProblemException 409 that says what is missing and how to prepare it
     * @throws SQLException the database's own failure
     */
    void requireReady(Target target, Node node, int workers) throws SQLException;

    /**
     * A session on a fresh connection.
     *
     * @param worker number of the thread in the run, from 0
     * @param random the thread's own source of chance
     */
    Session open(Connection connection, int worker, RandomGenerator random) throws SQLException;
}
