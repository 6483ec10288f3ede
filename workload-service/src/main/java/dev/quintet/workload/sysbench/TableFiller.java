package dev.quintet.workload.sysbench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

import dev.quintet.workload.load.LoadJob;
import dev.quintet.workload.load.LoadProgress;
import dev.quintet.workload.load.RowInserts;
import dev.quintet.workload.target.Node;

/** Fills a table by one connection and then makes its secondary index, as sysbench does. */
final class TableFiller {

    private final SysbenchOptions options;
    private final String database;
    private final int batchRows;
    private final LoadProgress progress;

    TableFiller(SysbenchOptions options, String database, int batchRows, LoadProgress progress) {
        this.options = options;
        this.database = database;
        this.batchRows = batchRows;
        this.progress = progress;
    }

    /** A job for each table, by node. */
    Map<Node, List<LoadJob>> jobs(List<TableToFill> empty) {
        Map<Node, List<LoadJob>> jobs = new HashMap<>();
        empty.forEach(table -> jobs.computeIfAbsent(table.node(), node -> new ArrayList<>())
                .add((connection, toStop) -> fill(connection, table.number(), toStop)));
        return jobs;
    }

    private void fill(Connection connection, int table, BooleanSupplier toStop) throws SQLException {
        Schema schema = new Schema(connection, database);
        try (Statement statement = connection.createStatement()) {
            RowInserts rows =
                    new RowInserts(statement, schema.name(table) + "(id, k, c, pad)", batchRows, progress::loaded);
            SplittableRandom random = new SplittableRandom();
            DigitGroups digits = new DigitGroups();
            int size = options.tableSize();
            for (int id = 1; id <= size && !toStop.getAsBoolean(); id++) {
                rows.add(id, options.ids().next(random, 1, size), digits.c(random), digits.pad(random));
            }
            rows.flush();
        }
        if (!toStop.getAsBoolean()) {
            schema.createIndex(table);
        }
    }
}
