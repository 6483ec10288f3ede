package dev.quintet.anomaly.rank.training;

import java.util.ArrayList;
import java.util.List;

/**
 * A recorded run as rows.
 *
 * @param group runs that were recorded together, by the number in their names: what load one had all had, so that they
 *     are held back together
 * @param gone what would have been seen here and there had the node not answered; learned, but not measured on
 */
record ReplayedRun(String name, int group, List<Row> rows, List<Row> gone) {
    ReplayedRun {
        rows = List.copyOf(rows);
        gone = List.copyOf(gone);
    }

    List<Row> toLearn() {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(gone);
        return all;
    }

    boolean abnormal() {
        return rows.stream().anyMatch(Row::abnormal);
    }
}
