package dev.quintet.workload.tpcc;

import java.util.List;

/**
 * A consistency condition as a query that finds what breaks it: an identification and two values that should be equal.
 * Written so that a missing row is a counter-example too, which inner joins and comparisons with NULL would hide.
 *
 * @param number 1 to 12
 * @param text what must hold
 * @param counterExamples the query
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clause 3.3.2</a>
 */
record ConsistencyCondition(int number, String text, String counterExamples) {

    static final List<ConsistencyCondition> ALL = List.of(
            new ConsistencyCondition(
                    1,
                    "W_YTD = sum(D_YTD)",
                    """
                    SELECT CONCAT('warehouse ', w_id), w_ytd, COALESCE(SUM(d_ytd), 0)
                    FROM warehouse LEFT JOIN district ON d_w_id = w_id
                    GROUP BY w_id, w_ytd HAVING w_ytd <> COALESCE(SUM(d_ytd), 0)"""),
            new ConsistencyCondition(
                    2,
                    "D_NEXT_O_ID - 1 = max(O_ID) = max(NO_O_ID)",
                    """
                    SELECT CONCAT('warehouse ', d_w_id, ' district ', d_id), d_next_o_id - 1,
                      CONCAT(COALESCE(max_o, 'none'), ', ', COALESCE(max_no, 'none'))
                    FROM district
                    LEFT JOIN (SELECT o_w_id, o_d_id, MAX(o_id) AS max_o FROM orders GROUP BY o_w_id, o_d_id) o
                      ON o_w_id = d_w_id AND o_d_id = d_id
                    LEFT JOIN (SELECT no_w_id, no_d_id, MAX(no_o_id) AS max_no FROM new_orders
                      GROUP BY no_w_id, no_d_id) n ON no_w_id = d_w_id AND no_d_id = d_id
                    WHERE COALESCE(max_o, 0) <> d_next_o_id - 1 OR COALESCE(max_no, d_next_o_id - 1) <> d_next_o_id - 1"""),
            new ConsistencyCondition(
                    3,
                    "max(NO_O_ID) - min(NO_O_ID) + 1 = number of NEW-ORDER rows",
                    """
                    SELECT CONCAT('warehouse ', no_w_id, ' district ', no_d_id), MAX(no_o_id) - MIN(no_o_id) + 1, COUNT(*)
                    FROM new_orders GROUP BY no_w_id, no_d_id HAVING MAX(no_o_id) - MIN(no_o_id) + 1 <> COUNT(*)"""),
            new ConsistencyCondition(
                    4,
                    "sum(O_OL_CNT) = number of ORDER-LINE rows of the district",
                    """
                    SELECT CONCAT('warehouse ', d_w_id, ' district ', d_id), COALESCE(wanted, 0), COALESCE(there, 0)
                    FROM district
                    LEFT JOIN (SELECT o_w_id, o_d_id, SUM(o_ol_cnt) AS wanted FROM orders GROUP BY o_w_id, o_d_id) o
                      ON o_w_id = d_w_id AND o_d_id = d_id
                    LEFT JOIN (SELECT ol_w_id, ol_d_id, COUNT(*) AS there FROM order_line GROUP BY ol_w_id, ol_d_id) l
                      ON ol_w_id = d_w_id AND ol_d_id = d_id
                    WHERE COALESCE(wanted, 0) <> COALESCE(there, 0)"""),
            new ConsistencyCondition(
                    5,
                    "O_CARRIER_ID is null if and only if there is a NEW-ORDER row",
                    """
                    SELECT CONCAT('warehouse ', o_w_id, ' district ', o_d_id, ' order ', o_id),
                      COALESCE(o_carrier_id, 'no carrier'), IF(no_o_id IS NULL, 'not pending', 'pending')
                    FROM orders LEFT JOIN new_orders ON no_w_id = o_w_id AND no_d_id = o_d_id AND no_o_id = o_id
                    WHERE (o_carrier_id IS NULL) <> (no_o_id IS NOT NULL)"""),
            new ConsistencyCondition(
                    6,
                    "O_OL_CNT = number of the order's ORDER-LINE rows",
                    """
                    SELECT CONCAT('warehouse ', o_w_id, ' district ', o_d_id, ' order ', o_id), o_ol_cnt,
                      COALESCE(there, 0)
                    FROM orders LEFT JOIN (SELECT ol_w_id, ol_d_id, ol_o_id, COUNT(*) AS there FROM order_line
                      GROUP BY ol_w_id, ol_d_id, ol_o_id) l
                      ON ol_w_id = o_w_id AND ol_d_id = o_d_id AND ol_o_id = o_id
                    WHERE o_ol_cnt <> COALESCE(there, 0)"""),
            new ConsistencyCondition(
                    7,
                    "OL_DELIVERY_D is null if and only if the order has no carrier",
                    """
                    SELECT CONCAT('warehouse ', ol_w_id, ' district ', ol_d_id, ' order ', ol_o_id, ' line ', ol_number),
                      COALESCE(ol_delivery_d, 'not delivered'), COALESCE(o_carrier_id, 'no carrier')
                    FROM order_line LEFT JOIN orders ON o_w_id = ol_w_id AND o_d_id = ol_d_id AND o_id = ol_o_id
                    WHERE o_id IS NULL OR (ol_delivery_d IS NULL) <> (o_carrier_id IS NULL)"""),
            new ConsistencyCondition(
                    8,
                    "W_YTD = sum(H_AMOUNT)",
                    """
                    SELECT CONCAT('warehouse ', w_id), w_ytd, COALESCE(paid, 0)
                    FROM warehouse LEFT JOIN (SELECT h_w_id, SUM(h_amount) AS paid FROM history GROUP BY h_w_id) h
                      ON h_w_id = w_id
                    WHERE w_ytd <> COALESCE(paid, 0)"""),
            new ConsistencyCondition(
                    9,
                    "D_YTD = sum(H_AMOUNT)",
                    """
                    SELECT CONCAT('warehouse ', d_w_id, ' district ', d_id), d_ytd, COALESCE(paid, 0)
                    FROM district LEFT JOIN (SELECT h_w_id, h_d_id, SUM(h_amount) AS paid FROM history
                      GROUP BY h_w_id, h_d_id) h ON h_w_id = d_w_id AND h_d_id = d_id
                    WHERE d_ytd <> COALESCE(paid, 0)"""),
            new ConsistencyCondition(
                    10,
                    "C_BALANCE = sum(delivered OL_AMOUNT) - sum(H_AMOUNT)",
                    customers("c_balance", "COALESCE(bought, 0) - COALESCE(paid, 0)")),
            new ConsistencyCondition(
                    11,
                    "number of ORDER rows - number of NEW-ORDER rows = 2100 + deliveries since the load",
                    """
                    SELECT CONCAT('warehouse ', d_w_id, ' district ', d_id), 2100 + COALESCE(deliveries, 0),
                      COALESCE(all_orders, 0) - COALESCE(pending, 0)
                    FROM district
                    LEFT JOIN (SELECT o_w_id, o_d_id, COUNT(*) AS all_orders FROM orders GROUP BY o_w_id, o_d_id) o
                      ON o_w_id = d_w_id AND o_d_id = d_id
                    LEFT JOIN (SELECT no_w_id, no_d_id, COUNT(*) AS pending FROM new_orders
                      GROUP BY no_w_id, no_d_id) n ON no_w_id = d_w_id AND no_d_id = d_id
                    LEFT JOIN (SELECT c_w_id, c_d_id, SUM(c_delivery_cnt) AS deliveries FROM customer
                      GROUP BY c_w_id, c_d_id) c ON c_w_id = d_w_id AND c_d_id = d_id
                    WHERE COALESCE(all_orders, 0) - COALESCE(pending, 0) <> 2100 + COALESCE(deliveries, 0)"""),
            new ConsistencyCondition(
                    12,
                    "C_BALANCE + C_YTD_PAYMENT = sum(delivered OL_AMOUNT)",
                    customers("c_balance + c_ytd_payment", "COALESCE(bought, 0)")));

    /** Customers in whom the first value is not the second, which may speak of what they bought and paid. */
    private static String customers(String is, String shouldBe) {
        return """
               SELECT CONCAT('warehouse ', c_w_id, ' district ', c_d_id, ' customer ', c_id), %1$s, %2$s
               FROM customer
               LEFT JOIN (SELECT o_w_id, o_d_id, o_c_id, SUM(ol_amount) AS bought FROM orders
                 JOIN order_line ON ol_w_id = o_w_id AND ol_d_id = o_d_id AND ol_o_id = o_id
                 WHERE ol_delivery_d IS NOT NULL GROUP BY o_w_id, o_d_id, o_c_id) b
                 ON o_w_id = c_w_id AND o_d_id = c_d_id AND o_c_id = c_id
               LEFT JOIN (SELECT h_c_w_id, h_c_d_id, h_c_id, SUM(h_amount) AS paid FROM history
                 GROUP BY h_c_w_id, h_c_d_id, h_c_id) h
                 ON h_c_w_id = c_w_id AND h_c_d_id = c_d_id AND h_c_id = c_id
               WHERE %1$s <> %2$s"""
                .formatted(is, shouldBe);
    }
}
