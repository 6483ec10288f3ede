package dev.quintet.workload.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** A part of a node's data that one connection loads. */
@FunctionalInterface
public interface LoadJob {

    /**
     * Loads it.
     *
     * @param toStop true once another job failed or the whole was cancelled; then the rest is not wanted
     */
    void load(Connection connection, BooleanSupplier toStop) throws SQLException;
}
