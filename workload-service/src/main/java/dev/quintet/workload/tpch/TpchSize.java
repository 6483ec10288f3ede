package dev.quintet.workload.tpch;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of the tables at a scale factor (clause 4.2.5). */
final class TpchSize {

    private TpchSize() {}

    /** Exact numbers but for lineitem, which is about four an order. */
    static Map<String, Long> rows(double scaleFactor) {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("region", 5L);
        rows.put("nation", 25L);
        rows.put("supplier", Math.round(10_000 * scaleFactor));
        rows.put("part", Math.round(200_000 * scaleFactor));
        rows.put("partsupp", Math.round(800_000 * scaleFactor));
        rows.put("customer", Math.round(150_000 * scaleFactor));
        rows.put("orders", Math.round(1_500_000 * scaleFactor));
        rows.put("lineitem", Math.round(6_000_000 * scaleFactor));
        return rows;
    }

    /** All together, about. */
    static long total(double scaleFactor) {
        return rows(scaleFactor).values().stream().mapToLong(Long::longValue).sum();
    }
}
