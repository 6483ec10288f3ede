package dev.quintet.workload.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import dev.quintet.common.api.workload.BenchmarkResult;
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

    /** Whether it decides itself when transactions begin, so that neither rate nor phases make sense. */
    default boolean paced() {
        return false;
    }

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
     * Looks whether the nodes together hold all the data; asked after {@link #requireReady} when all nodes of the
     * target take part.
     *
     * @throws dev.quintet.common.problem.ProblemException 409 that says what is missing and how to prepare it
     */
    default void requireComplete() {}

    /**
     * A session on a fresh connection.
     *
     * @param seat the thread's place in the run
     * @param random the thread's own source of chance
     */
    Session open(Connection connection, Seat seat, RandomGenerator random) throws SQLException;

    /**
     * The benchmark's own figures; empty where it has none.
     *
     * @param outcome what was measured, so far or in all
     */
    default Optional<BenchmarkResult> result(Outcome outcome) {
        return Optional.empty();
    }
}
