package dev.quintet.workload.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;

import dev.quintet.workload.run.Session;

/** A stream at work on one connection. */
final class TpchSession implements Session {

    private static final double NANOS = 1e9;

    private final Connection connection;
    private final TpchOptions options;
    private final String database;
    private final TestProgram program;
    private final int worker;
    private final int firstPair;

    private String sql = "";

    /** @param firstPair the first pair of refresh functions that this run executes */
    TpchSession(
            Connection connection,
            TpchOptions options,
            String database,
            TestProgram program,
            int worker,
            int firstPair) {
        this.connection = connection;
        this.options = options;
        this.database = database;
        this.program = program;
        this.worker = worker;
        this.firstPair = firstPair;
    }

    @Override
    public int choose() {
        int task = program.next(worker);
        if (task >= 0 && task < Queries.COUNT) {
            sql = Queries.sql(task + 1, parameters(task + 1));
        }
        return task;
    }

    private List<String> parameters(int query) {
        if (options.seed() == 0) {
            return QueryParameters.validation(query);
        }
        // The same stream, round and query have the same parameters, on whichever connection.
        long seed = ((options.seed() * 2000L + worker) * 100_000L + program.round(worker)) * 100L + query;
        return new QueryParameters(new SplittableRandom(seed), options.scaleFactor()).draw(query);
    }

    @Override
    public int execute(int task) throws SQLException {
        long begin = System.nanoTime();
        int statements =
                switch (task) {
                    case TestProgram.RF1 -> pair().insert();
                    case TestProgram.RF2 -> pair().delete();
                    default -> query();
                };
        program.done(worker, task, (System.nanoTime() - begin) / NANOS);
        return statements;
    }

    private RefreshPair pair() {
        return new RefreshPair(connection, database, options.scaleFactor(), firstPair + program.pair());
    }

    private int query() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            // The driver has read the whole answer when it returns.
            return 1;
        }
    }
}
