package dev.quintet.workload.tpcc;

import java.sql.SQLException;

/** One of the five transactions: its input is drawn once and may be executed again after a deadlock. */
interface TpccTransaction {

    /** Draws new input. */
    void draw();

    /** Executes it and ends the database's transaction. */
    void execute(Statements sql) throws SQLException;
}
