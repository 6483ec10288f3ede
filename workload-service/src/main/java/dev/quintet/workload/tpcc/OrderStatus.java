package dev.quintet.workload.tpcc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Order-Status: a customer's last order with its lines.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clause 2.6</a>
 */
final class OrderStatus implements TpccTransaction {

    private static final String CUSTOMER =
            "SELECT c_balance, c_first, c_middle, c_last FROM customer WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";
    private static final String LAST_ORDER = "SELECT o_id, o_entry_d, o_carrier_id FROM orders"
            + " WHERE o_w_id = ? AND o_d_id = ? AND o_c_id = ? ORDER BY o_id DESC LIMIT 1";
    private static final String LINES = "SELECT ol_i_id, ol_supply_w_id, ol_quantity, ol_amount, ol_delivery_d"
            + " FROM order_line WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id = ?";

    private final Terminal terminal;
    private CustomerChoice customer;

    OrderStatus(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void draw() {
        customer = CustomerChoice.draw(terminal, terminal.homeWarehouse(), terminal.anyDistrict());
    }

    @Override
    public void execute(Statements sql) throws SQLException {
        int id = customer.resolve(sql);
        sql.row(CUSTOMER, customer.warehouse(), customer.district(), id).close();
        int order;
        try (ResultSet row = sql.row(LAST_ORDER, customer.warehouse(), customer.district(), id)) {
            order = row.getInt(1);
        }
        sql.row(LINES, customer.warehouse(), customer.district(), order).close();
        sql.commit();
    }
}
