package dev.quintet.workload.tpcc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Stock-Level: how many items of a district's last twenty orders run low.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clause 2.8</a>
 */
final class StockLevel implements TpccTransaction {

    private static final String NEXT_ORDER = "SELECT d_next_o_id FROM district WHERE d_w_id = ? AND d_id = ?";
    private static final String LOW = "SELECT COUNT(DISTINCT s_i_id) FROM order_line, stock"
            + " WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id >= ? AND ol_o_id < ?"
            + " AND s_w_id = ? AND s_i_id = ol_i_id AND s_quantity < ?";

    private final Terminal terminal;
    private int warehouse;
    private int threshold;

    StockLevel(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void draw() {
        warehouse = terminal.homeWarehouse();
        threshold = terminal.draw().uniform(10, 20);
    }

    @Override
    public void execute(Statements sql) throws SQLException {
        int next;
        try (ResultSet row = sql.row(NEXT_ORDER, warehouse, terminal.district())) {
            next = row.getInt(1);
        }
        sql.row(LOW, warehouse, terminal.district(), next - 20, next, warehouse, threshold)
                .close();
        sql.commit();
    }
}
