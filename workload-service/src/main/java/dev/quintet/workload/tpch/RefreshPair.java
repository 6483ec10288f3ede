package dev.quintet.workload.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;

import dev.quintet.workload.load.RowInserts;

/**
 * A pair of refresh functions: the first puts in a thousandth of the orders with their lines, the second takes as many
 * old ones out. As dbgen's, new keys lie in the gaps that keys leave, and the pairs go through the orders one
 * thousandth after another. The generator has no update sets, so a new order is its old one's twin in all but the key.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-h_v3.0.1.pdf">clause 2.5</a>
 */
final class RefreshPair {

    /** How many pairs there are until all orders are new. */
    static final int PAIRS = 1000;

    /** Of each 32 keys the first 8 are used; this leads to the next 8. */
    private static final long NEXT_KEYS = 8;

    private static final int BATCH = 500;

    private final Connection connection;
    private final String database;
    private final double scaleFactor;
    private final int pair;

    /** @param pair 1 to {@link #PAIRS} */
    RefreshPair(Connection connection, String database, double scaleFactor, int pair) {
        this.connection = connection;
        this.database = database;
        this.scaleFactor = scaleFactor;
        this.pair = pair;
    }

    /** RF1, in one transaction. Returns statements executed. */
    int insert() throws SQLException {
        return inTransaction(statement -> {
            int[] executed = {1};
            new TpchSchema(connection, database).refreshed(pair);
            RowInserts orders = new RowInserts(statement, "orders", BATCH, rows -> executed[0]++);
            for (Order order : new OrderGenerator(scaleFactor, pair, PAIRS)) {
                orders.add(withNewKey(TableLoad.values(order), order.getOrderKey()));
            }
            orders.flush();
            RowInserts lines = new RowInserts(statement, "lineitem", BATCH, rows -> executed[0]++);
            for (LineItem line : new LineItemGenerator(scaleFactor, pair, PAIRS)) {
                lines.add(withNewKey(TableLoad.values(line), line.getOrderKey()));
            }
            lines.flush();
            return executed[0];
        });
    }

    private static Object[] withNewKey(Object[] values, long key) {
        Object[] renamed = values.clone();
        renamed[0] = Long.toString(key | NEXT_KEYS);
        return renamed;
    }

    /** RF2, in one transaction. Returns statements executed. */
    int delete() throws SQLException {
        return inTransaction(statement -> {
            int executed = 0;
            StringBuilder keys = new StringBuilder();
            int count = 0;
            for (Order order : new OrderGenerator(scaleFactor, pair, PAIRS)) {
                keys.append(keys.length() == 0 ? "" : ",").append(order.getOrderKey());
                count++;
                if (count % BATCH == 0) {
                    executed += delete(statement, keys);
                }
            }
            return executed + delete(statement, keys);
        });
    }

    private static int delete(Statement statement, StringBuilder keys) throws SQLException {
        if (keys.length() == 0) {
            return 0;
        }
        statement.execute("DELETE FROM lineitem WHERE l_orderkey IN (" + keys + ")");
        statement.execute("DELETE FROM orders WHERE o_orderkey IN (" + keys + ")");
        keys.setLength(0);
        return 2;
    }

    @FunctionalInterface
    private interface Work {
        int on(Statement statement) throws SQLException;
    }

    private int inTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            int executed = work.on(statement);
            connection.commit();
            return executed + 1;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
