package dev.quintet.workload.tpcc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Delivery: the oldest order that waits in each of ten districts. It is executed at once, in one database transaction,
 * and not queued as the clause allows; its latency is that of the whole.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clause 2.7</a>
 */
final class Delivery implements TpccTransaction {

    private static final String OLDEST =
            "SELECT no_o_id FROM new_orders WHERE no_w_id = ? AND no_d_id = ?" + " ORDER BY no_o_id LIMIT 1 FOR UPDATE";
    private static final String NOT_PENDING =
            "DELETE FROM new_orders WHERE no_w_id = ? AND no_d_id = ? AND no_o_id = ?";
    private static final String CUSTOMER = "SELECT o_c_id FROM orders WHERE o_w_id = ? AND o_d_id = ? AND o_id = ?";
    private static final String CARRIED =
            "UPDATE orders SET o_carrier_id = ? WHERE o_w_id = ? AND o_d_id = ? AND o_id = ?";
    private static final String DELIVERED =
            "UPDATE order_line SET ol_delivery_d = NOW() WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id = ?";
    private static final String AMOUNT =
            "SELECT SUM(ol_amount) FROM order_line WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id = ?";
    private static final String OWES = "UPDATE customer SET c_balance = c_balance + ?, c_delivery_cnt = c_delivery_cnt"
            + " + 1 WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";

    private final Terminal terminal;
    private final LongAdder skipped;
    private int warehouse;
    private int carrier;

    /** @param skipped counts districts in which no order waited */
    Delivery(Terminal terminal, LongAdder skipped) {
        this.terminal = terminal;
        this.skipped = skipped;
    }

    @Override
    public void draw() {
        warehouse = terminal.homeWarehouse();
        carrier = terminal.draw().uniform(1, 10);
    }

    @Override
    public void execute(Statements sql) throws SQLException {
        int nothingWaits = 0;
        for (int district = 1; district <= Population.DISTRICTS; district++) {
            try (ResultSet row = sql.query(OLDEST, warehouse, district)) {
                if (row.next()) {
                    deliver(sql, district, row.getInt(1));
                } else {
                    nothingWaits++;
                }
            }
        }
        sql.commit();
        skipped.add(nothingWaits);
    }

    private void deliver(Statements sql, int district, int order) throws SQLException {
        sql.update(NOT_PENDING, warehouse, district, order);
        int customer;
        try (ResultSet row = sql.row(CUSTOMER, warehouse, district, order)) {
            customer = row.getInt(1);
        }
        sql.update(CARRIED, carrier, warehouse, district, order);
        sql.update(DELIVERED, warehouse, district, order);
        BigDecimal amount;
        try (ResultSet row = sql.row(AMOUNT, warehouse, district, order)) {
            amount = row.getBigDecimal(1);
        }
        sql.update(OWES, amount, warehouse, district, customer);
    }
}
