package dev.quintet.anomaly.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Metrics of one database over some time, with what was wrong when.
 *
 * @param name tells it from others
 * @param causes what was wrong while abnormal; several if they were at work together; empty = nothing, a calm run
 * @param metrics the columns' names, each once
 * @param seconds the time of each row, ascending; two rows may have the same
 * @param states of each row
 * @param values {@code [row][metric]}; NaN = not measured
 */
@SuppressWarnings("ArrayRecordComponent") // runs are never compared
public record LabelledRun(
        String name,
        List<String> causes,
        List<String> metrics,
        double[] seconds,
        List<RowState> states,
        double[][] values) {
    public LabelledRun {
        causes = List.copyOf(causes);
        metrics = List.copyOf(metrics);
        states = List.copyOf(states);
    }

    public boolean calm() {
        return causes.isEmpty();
    }

    /** The one cause, or all joined by {@code +}. */
    public String cause() {
        return String.join("+", causes);
    }

    public int rows() {
        return values.length;
    }

    public double[][] normal() {
        return rows(RowState.NORMAL);
    }

    public double[][] abnormal() {
        return rows(RowState.ABNORMAL);
    }

    private double[][] rows(RowState state) {
        return IntStream.range(0, values.length)
                .filter(row -> states.get(row) == state)
                .mapToObj(row -> values[row])
                .toArray(double[][]::new);
    }

    /** The same run with these columns in this order; what it does not have is NaN. */
    public LabelledRun with(List<String> columns) {
        if (columns.equals(metrics)) {
            return this;
        }
        Map<String, Integer> places = new HashMap<>();
        for (int column = 0; column < metrics.size(); column++) {
            places.put(metrics.get(column), column);
        }
        int[] from = columns.stream()
                .mapToInt(column -> places.getOrDefault(column, -1))
                .toArray();
        double[][] picked = Arrays.stream(values)
                .map(row -> Arrays.stream(from)
                        .mapToDouble(column -> column < 0 ? Double.NaN : row[column])
                        .toArray())
                .toArray(double[][]::new);
        return new LabelledRun(name, causes, columns, seconds, states, picked);
    }
}
