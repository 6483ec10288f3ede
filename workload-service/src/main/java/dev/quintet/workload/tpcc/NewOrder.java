package dev.quintet.workload.tpcc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * New-Order. Lines are worked on in the order of warehouse and item, so that two orders do not lock stock crosswise;
 * the one of a hundred orders that is to fail names an unused item last.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clause 2.4</a>
 */
final class NewOrder implements TpccTransaction {

    private static final int UNUSED_ITEM = Population.ITEMS + 1;

    private static final String CUSTOMER = "SELECT c_discount, c_last, c_credit, w_tax FROM customer, warehouse"
            + " WHERE w_id = ? AND c_w_id = w_id AND c_d_id = ? AND c_id = ?";
    private static final String DISTRICT =
            "SELECT d_next_o_id, d_tax FROM district WHERE d_w_id = ? AND d_id = ? FOR UPDATE";
    private static final String COUNT_ON = "UPDATE district SET d_next_o_id = ? + 1 WHERE d_w_id = ? AND d_id = ?";
    private static final String ORDER = "INSERT INTO orders (o_id, o_d_id, o_w_id, o_c_id, o_entry_d, o_ol_cnt,"
            + " o_all_local) VALUES (?, ?, ?, ?, NOW(), ?, ?)";
    private static final String PENDING = "INSERT INTO new_orders (no_o_id, no_d_id, no_w_id) VALUES (?, ?, ?)";
    private static final String ITEM = "SELECT i_price, i_name, i_data FROM item WHERE i_id = ?";
    private static final String STOCK =
            "SELECT s_quantity, s_data, s_dist_%02d FROM stock WHERE s_i_id = ? AND s_w_id = ? FOR UPDATE";
    private static final String TAKE = "UPDATE stock SET s_quantity = ?, s_ytd = s_ytd + ?, s_order_cnt = s_order_cnt"
            + " + 1, s_remote_cnt = s_remote_cnt + ? WHERE s_i_id = ? AND s_w_id = ?";
    private static final String LINE = "INSERT INTO order_line (ol_o_id, ol_d_id, ol_w_id, ol_number, ol_i_id,"
            + " ol_supply_w_id, ol_quantity, ol_amount, ol_dist_info) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private record Line(int item, int supply, int quantity) {}

    private final Terminal terminal;
    private final LongAdder rolledBack;

    private int warehouse;
    private int district;
    private int customer;
    private List<Line> lines = List.of();

    /** @param rolledBack counts orders that failed as they were meant to */
    NewOrder(Terminal terminal, LongAdder rolledBack) {
        this.terminal = terminal;
        this.rolledBack = rolledBack;
    }

    @Override
    public void draw() {
        Draws draw = terminal.draw();
        warehouse = terminal.homeWarehouse();
        district = terminal.anyDistrict();
        customer = terminal.anyCustomer();
        int count = draw.uniform(Population.MIN_LINES, Population.MAX_LINES);
        boolean toFail = draw.percent(1);
        List<Line> drawn = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int item = toFail && i == count - 1 ? UNUSED_ITEM : terminal.anyItem();
            int supply = draw.percent(1) ? terminal.otherThan(warehouse) : warehouse;
            drawn.add(new Line(item, supply, draw.uniform(1, 10)));
        }
        drawn.sort(Comparator.comparing((Line line) -> line.item() == UNUSED_ITEM)
                .thenComparing(Line::supply)
                .thenComparing(Line::item));
        lines = drawn;
    }

    @Override
    public void execute(Statements sql) throws SQLException {
        try (ResultSet row = sql.row(CUSTOMER, warehouse, district, customer)) {
            row.getBigDecimal(1);
        }
        int order;
        try (ResultSet row = sql.row(DISTRICT, warehouse, district)) {
            order = row.getInt(1);
        }
        sql.update(COUNT_ON, order, warehouse, district);
        boolean local = lines.stream().allMatch(line -> line.supply() == warehouse);
        sql.update(ORDER, order, district, warehouse, customer, lines.size(), local ? 1 : 0);
        sql.update(PENDING, order, district, warehouse);
        int number = 1;
        for (Line line : lines) {
            if (!enter(sql, order, number++, line)) {
                sql.rollback();
                rolledBack.increment();
                return;
            }
        }
        sql.commit();
    }

    /** Enters a line; false when there is no such item. */
    private boolean enter(Statements sql, int order, int number, Line line) throws SQLException {
        BigDecimal price;
        try (ResultSet row = sql.query(ITEM, line.item())) {
            if (!row.next()) {
                return false;
            }
            price = row.getBigDecimal(1);
        }
        int inStock;
        String text;
        try (ResultSet row = sql.row(STOCK.formatted(district), line.item(), line.supply())) {
            inStock = row.getInt(1);
            text = row.getString(3);
        }
        int left = inStock - line.quantity();
        int remote = line.supply() == warehouse ? 0 : 1;
        sql.update(TAKE, left >= 10 ? left : left + 91, line.quantity(), remote, line.item(), line.supply());
        BigDecimal amount = price.multiply(BigDecimal.valueOf(line.quantity()));
        sql.update(LINE, order, district, warehouse, number, line.item(), line.supply(), line.quantity(), amount, text);
        return true;
    }
}
