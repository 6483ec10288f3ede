package dev.quintet.workload.tpcc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Payment; 15 of 100 are by a customer of another warehouse.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clause 2.5</a>
 */
final class Payment implements TpccTransaction {

    private static final int DATA_LENGTH = 500;

    private static final String TO_WAREHOUSE = "UPDATE warehouse SET w_ytd = w_ytd + ? WHERE w_id = ?";
    private static final String WAREHOUSE =
            "SELECT w_street_1, w_street_2, w_city, w_state, w_zip, w_name FROM warehouse WHERE w_id = ?";
    private static final String TO_DISTRICT = "UPDATE district SET d_ytd = d_ytd + ? WHERE d_w_id = ? AND d_id = ?";
    private static final String DISTRICT = "SELECT d_street_1, d_street_2, d_city, d_state, d_zip, d_name FROM district"
            + " WHERE d_w_id = ? AND d_id = ?";
    private static final String CUSTOMER = "SELECT c_credit, c_first, c_middle, c_last, c_street_1, c_street_2, c_city,"
            + " c_state, c_zip, c_phone, c_credit_lim, c_discount, c_balance, c_since FROM customer"
            + " WHERE c_w_id = ? AND c_d_id = ? AND c_id = ? FOR UPDATE";
    private static final String CUSTOMER_DATA =
            "SELECT c_data FROM customer WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";
    private static final String PAID = "UPDATE customer SET c_balance = c_balance - ?, c_ytd_payment = c_ytd_payment"
            + " + ?, c_payment_cnt = c_payment_cnt + 1";
    private static final String THIS_ONE = " WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";
    private static final String GOOD = PAID + THIS_ONE;
    private static final String BAD = PAID + ", c_data = ?" + THIS_ONE;
    private static final String HISTORY = "INSERT INTO history (h_c_id, h_c_d_id, h_c_w_id, h_d_id, h_w_id, h_date,"
            + " h_amount, h_data) VALUES (?, ?, ?, ?, ?, NOW(), ?, ?)";

    private final Terminal terminal;

    private int warehouse;
    private int district;
    private CustomerChoice customer;
    private BigDecimal amount = BigDecimal.ZERO;

    Payment(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void draw() {
        Draws draw = terminal.draw();
        warehouse = terminal.homeWarehouse();
        district = terminal.anyDistrict();
        int other = draw.percent(15) ? terminal.otherThan(warehouse) : warehouse;
        customer = CustomerChoice.draw(terminal, other, other == warehouse ? district : terminal.anyDistrict());
        amount = draw.money(100, 500_000);
    }

    @Override
    public void execute(Statements sql) throws SQLException {
        sql.update(TO_WAREHOUSE, amount, warehouse);
        String names;
        try (ResultSet row = sql.row(WAREHOUSE, warehouse)) {
            names = row.getString(6);
        }
        sql.update(TO_DISTRICT, amount, warehouse, district);
        try (ResultSet row = sql.row(DISTRICT, warehouse, district)) {
            names = names + "    " + row.getString(6);
        }
        int id = customer.resolve(sql);
        String credit;
        try (ResultSet row = sql.row(CUSTOMER, customer.warehouse(), customer.district(), id)) {
            credit = row.getString(1);
        }
        if (credit.equals("BC")) {
            sql.update(BAD, amount, amount, data(sql, id), customer.warehouse(), customer.district(), id);
        } else {
            sql.update(GOOD, amount, amount, customer.warehouse(), customer.district(), id);
        }
        sql.update(HISTORY, id, customer.district(), customer.warehouse(), district, warehouse, amount, names);
        sql.commit();
    }

    /** Of a bad debtor: this payment before what was there (clause 2.5.2.2). */
    private String data(Statements sql, int id) throws SQLException {
        String before;
        try (ResultSet row = sql.row(CUSTOMER_DATA, customer.warehouse(), customer.district(), id)) {
            before = row.getString(1);
        }
        String now = id + " " + customer.district() + " " + customer.warehouse() + " " + district + " " + warehouse
                + " " + amount + " | " + before;
        return now.substring(0, Math.min(DATA_LENGTH, now.length()));
    }
}
