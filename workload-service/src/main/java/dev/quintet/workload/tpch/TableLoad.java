package dev.quintet.workload.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;

import dev.quintet.workload.load.LoadJob;
import dev.quintet.workload.load.RowInserts;

/** Loads a part of a table as the generator makes it. */
final class TableLoad implements LoadJob {

    private final String database;
    private final TpchTable<?> table;
    private final double scaleFactor;
    private final int part;
    private final int parts;
    private final int batchRows;
    private final IntConsumer loaded;

    private TableLoad(
            String database,
            TpchTable<?> table,
            double scaleFactor,
            int part,
            int parts,
            int batchRows,
            IntConsumer loaded) {
        this.database = database;
        this.table = table;
        this.scaleFactor = scaleFactor;
        this.part = part;
        this.parts = parts;
        this.batchRows = batchRows;
        this.loaded = loaded;
    }

    /** Jobs for all tables, the largest in parts and first, so that connections end about together. */
    static List<LoadJob> all(String database, double scaleFactor, int batchRows, IntConsumer loaded) {
        List<LoadJob> jobs = new ArrayList<>();
        for (TpchTable<?> table : List.of(
                TpchTable.LINE_ITEM,
                TpchTable.ORDERS,
                TpchTable.PART_SUPPLIER,
                TpchTable.PART,
                TpchTable.CUSTOMER,
                TpchTable.SUPPLIER,
                TpchTable.NATION,
                TpchTable.REGION)) {
            boolean large = table == TpchTable.LINE_ITEM || table == TpchTable.ORDERS;
            int parts = large ? Math.max(4, (int) (scaleFactor * 40)) : 1;
            for (int part = 1; part <= parts; part++) {
                jobs.add(new TableLoad(database, table, scaleFactor, part, parts, batchRows, loaded));
            }
        }
        return jobs;
    }

    @Override
    public void load(Connection connection, BooleanSupplier toStop) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            RowInserts rows = new RowInserts(statement, database + "." + table.getTableName(), batchRows, loaded);
            for (TpchEntity entity : table.createGenerator(scaleFactor, part, parts)) {
                if (toStop.getAsBoolean()) {
                    return;
                }
                rows.add(values(entity));
            }
            rows.flush();
        }
    }

    /** The columns of a row, as text. */
    static Object[] values(TpchEntity entity) {
        String line = entity.toLine();
        return line.substring(0, line.length() - 1).split("\\|", -1);
    }
}
