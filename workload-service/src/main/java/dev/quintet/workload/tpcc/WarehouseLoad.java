package dev.quintet.workload.tpcc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

import dev.quintet.workload.load.LoadJob;
import dev.quintet.workload.load.RowInserts;

/**
 * Loads one warehouse, or the items that all warehouses of a node share.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clause 4.3.3.1</a>
 */
final class WarehouseLoad implements LoadJob {

    /** In place of a warehouse's number: the items. */
    static final int ITEMS = 0;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final BigDecimal TEN = new BigDecimal("10.00");

    private final String database;
    private final int warehouse;
    private final int lastNameConstant;
    private final int batchRows;
    private final IntConsumer loaded;
    private final String now;
    private final Draws draw = new Draws(new SplittableRandom());

    WarehouseLoad(
            String database,
            int warehouse,
            int lastNameConstant,
            int batchRows,
            LocalDateTime now,
            IntConsumer loaded) {
        this.database = database;
        this.warehouse = warehouse;
        this.lastNameConstant = lastNameConstant;
        this.batchRows = batchRows;
        this.now = DATE.format(now);
        this.loaded = loaded;
    }

    @Override
    public void load(Connection connection, BooleanSupplier toStop) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("USE " + database);
            if (warehouse == ITEMS) {
                items(statement, toStop);
            } else {
                warehouse(statement);
                stock(statement, toStop);
                for (int district = 1; district <= Population.DISTRICTS && !toStop.getAsBoolean(); district++) {
                    district(statement, district);
                    customers(statement, district);
                    new OrderLoad(draw, warehouse, district, now).load(table -> rows(statement, table));
                }
            }
        }
        if (!toStop.getAsBoolean()) {
            new TpccSchema(connection, database).loaded(warehouse, lastNameConstant);
        }
    }

    private RowInserts rows(Statement statement, String table) {
        return new RowInserts(statement, table, batchRows, loaded);
    }

    private void items(Statement statement, BooleanSupplier toStop) throws SQLException {
        RowInserts rows = rows(statement, "item (i_id, i_im_id, i_name, i_price, i_data)");
        for (int id = 1; id <= Population.ITEMS && !toStop.getAsBoolean(); id++) {
            rows.add(id, draw.uniform(1, 10_000), draw.letters(14, 24), draw.money(100, 10_000), draw.originalOrNot());
        }
        rows.flush();
    }

    private void warehouse(Statement statement) throws SQLException {
        RowInserts rows = rows(statement, "warehouse");
        rows.add(
                warehouse,
                draw.letters(6, 10),
                draw.letters(10, 20),
                draw.letters(10, 20),
                draw.letters(10, 20),
                draw.letters(2, 2),
                draw.zip(),
                draw.rate(0, 2000),
                new BigDecimal("300000.00"));
        rows.flush();
    }

    private void stock(Statement statement, BooleanSupplier toStop) throws SQLException {
        RowInserts rows = rows(statement, "stock");
        Object[] values = new Object[3 + Population.DISTRICTS + 4];
        for (int id = 1; id <= Population.ITEMS && !toStop.getAsBoolean(); id++) {
            int at = 0;
            values[at++] = id;
            values[at++] = warehouse;
            values[at++] = draw.uniform(10, 100);
            for (int district = 0; district < Population.DISTRICTS; district++) {
                values[at++] = draw.letters(24, 24);
            }
            values[at++] = 0;
            values[at++] = 0;
            values[at++] = 0;
            values[at] = draw.originalOrNot();
            rows.add(values);
        }
        rows.flush();
    }

    private void district(Statement statement, int district) throws SQLException {
        RowInserts rows = rows(statement, "district");
        rows.add(
                district,
                warehouse,
                draw.letters(6, 10),
                draw.letters(10, 20),
                draw.letters(10, 20),
                draw.letters(10, 20),
                draw.letters(2, 2),
                draw.zip(),
                draw.rate(0, 2000),
                new BigDecimal("30000.00"),
                Population.ORDERS + 1);
        rows.flush();
    }

    private void customers(Statement statement, int district) throws SQLException {
        RowInserts rows = rows(statement, "customer");
        for (int id = 1; id <= Population.CUSTOMERS; id++) {
            int name = id <= 1000 ? id - 1 : draw.nuRand(Constants.LAST_NAME_A, 0, 999, lastNameConstant);
            rows.add(
                    id,
                    district,
                    warehouse,
                    draw.letters(8, 16),
                    "OE",
                    Draws.lastName(name),
                    draw.letters(10, 20),
                    draw.letters(10, 20),
                    draw.letters(10, 20),
                    draw.letters(2, 2),
                    draw.zip(),
                    draw.digits(16),
                    now,
                    draw.percent(10) ? "BC" : "GC",
                    new BigDecimal("50000.00"),
                    draw.rate(0, 5000),
                    TEN.negate(),
                    TEN,
                    1,
                    0,
                    draw.letters(300, 500));
        }
        rows.flush();
        RowInserts history = rows(statement, "history");
        for (int id = 1; id <= Population.CUSTOMERS; id++) {
            history.add(id, district, warehouse, district, warehouse, now, TEN, draw.letters(12, 24));
        }
        history.flush();
    }
}
