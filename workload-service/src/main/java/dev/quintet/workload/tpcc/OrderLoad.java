package dev.quintet.workload.tpcc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.quintet.workload.load.RowInserts;

/** The orders of a district with their lines, the last 900 not yet delivered (clause 4.3.3.1). */
final class OrderLoad {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final Draws draw;
    private final int warehouse;
    private final int district;
    private final String now;

    OrderLoad(Draws draw, int warehouse, int district, String now) {
        this.draw = draw;
        this.warehouse = warehouse;
        this.district = district;
        this.now = now;
    }

    void load(Function<String, RowInserts> tables) throws SQLException {
        RowInserts orders = tables.apply("orders");
        RowInserts lines = tables.apply("order_line");
        RowInserts newOrders = tables.apply("new_orders");
        int[] customers = permutation();
        for (int id = 1; id <= Population.ORDERS; id++) {
            boolean delivered = id < Population.FIRST_NEW_ORDER;
            int count = draw.uniform(Population.MIN_LINES, Population.MAX_LINES);
            orders.add(
                    id, district, warehouse, customers[id - 1], now, delivered ? draw.uniform(1, 10) : null, count, 1);
            if (!delivered) {
                newOrders.add(id, district, warehouse);
            }
            for (int number = 1; number <= count; number++) {
                lines.add(
                        id,
                        district,
                        warehouse,
                        number,
                        draw.uniform(1, Population.ITEMS),
                        warehouse,
                        delivered ? now : null,
                        5,
                        delivered ? NOTHING : draw.money(1, 999_999),
                        draw.letters(24, 24));
            }
        }
        orders.flush();
        lines.flush();
        newOrders.flush();
    }

    private int[] permutation() {
        int[] numbers = IntStream.rangeClosed(1, Population.CUSTOMERS).toArray();
        for (int i = numbers.length - 1; i > 0; i--) {
            int other = draw.uniform(0, i);
            int kept = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = kept;
        }
        return numbers;
    }
}
