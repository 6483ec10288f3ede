package dev.quintet.workload.sysbench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.random.RandomGenerator;

import dev.quintet.workload.run.Session;

/**
 * {@code select_random_points} and {@code select_random_ranges}: one select by many secondary keys, each thread in a
 * part of {@code sbtest1} of its own.
 */
final class RandomKeysSession implements Session {

    private final SysbenchOptions options;
    private final RandomGenerator random;
    private final PreparedStatement select;
    private final boolean ranges;
    private final int from;
    private final int to;

    RandomKeysSession(Connection connection, SysbenchOptions options, int worker, int threads, RandomGenerator random)
            throws SQLException {
        this.options = options;
        this.random = random;
        this.ranges = options.script() == Script.SELECT_RANDOM_RANGES;
        double part = (double) options.tableSize() / threads;
        this.from = (int) (part * worker);
        this.to = (int) (part * worker + part);
        this.select = connection.prepareStatement(ranges ? rangesSql() : pointsSql());
    }

    private String pointsSql() {
        return "SELECT id, k, c, pad FROM sbtest1 WHERE k IN ("
                + String.join(", ", Collections.nCopies(options.randomPoints(), "?")) + ")";
    }

    private String rangesSql() {
        return "SELECT count(k) FROM sbtest1 WHERE "
                + String.join(" OR ", Collections.nCopies(options.numberOfRanges(), "k BETWEEN ? AND ?"));
    }

    @Override
    public int choose() {
        return 0;
    }

    @Override
    public int execute(int only) throws SQLException {
        int keys = ranges ? options.numberOfRanges() : options.randomPoints();
        int parameter = 1;
        for (int i = 0; i < keys; i++) {
            int key = options.ids().next(random, from, to);
            select.setInt(parameter++, key);
            if (ranges) {
                select.setInt(parameter++, key + options.delta());
            }
        }
        select.execute();
        return 1;
    }
}
