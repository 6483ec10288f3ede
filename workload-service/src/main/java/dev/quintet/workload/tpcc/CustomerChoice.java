package dev.quintet.workload.tpcc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer by number or, in 60 of 100, by last name (clauses 2.5.1.2, 2.6.1.2).
 *
 * @param warehouse of the customer
 * @param district of the customer
 * @param number 0 when chosen by name
 * @param lastName empty when chosen by number
 */
record CustomerChoice(int warehouse, int district, int number, String lastName) {

    private static final String BY_NAME =
            "SELECT c_id FROM customer WHERE c_w_id = ? AND c_d_id = ? AND c_last = ? ORDER BY c_first";

    static CustomerChoice draw(Terminal terminal, int warehouse, int district) {
        return terminal.draw().percent(60)
                ? new CustomerChoice(warehouse, district, 0, terminal.anyLastName())
                : new CustomerChoice(warehouse, district, terminal.anyCustomer(), "");
    }

    /** The number: by name that at n/2, rounded up, of n in the order of first names (clause 2.5.2.2). */
    int resolve(Statements sql) throws SQLException {
        if (number > 0) {
            return number;
        }
        List<Integer> found = new ArrayList<>();
        try (ResultSet row = sql.query(BY_NAME, warehouse, district, lastName)) {
            while (row.next()) {
                found.add(row.getInt(1));
            }
        }
        if (found.isEmpty()) {
            throw new SQLException("no customer of the last name " + lastName, "02000");
        }
        return found.get((found.size() + 1) / 2 - 1);
    }
}
