package dev.quintet.anomaly.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a labelled run from CSV: {@code second,state,<metric>,…}. State is {@code normal}, {@code abnormal} or {@code
 * ignored}. The cause is the file's name up to the run's number, several joined by {@code +}; {@code normal-NN.csv} is a
 * calm run. An empty cell, {@code NaN}, {@code null} or an infinite number is a value that was not measured.
 */
public final class RunCsv {
    static final long MOST_BYTES = 128L << 20;
    static final int MOST_METRICS = 20_000;
    static final int MOST_CELLS = 20_000_000;

    private static final Pattern NAME = Pattern.compile("(.*?)-+\\d+\\.csv");
    private static final int FIRST_METRIC = 2;

    private RunCsv() {}

    /** @throws RunException if it is not such a file, or too large; one line that names file and line */
    public static LabelledRun read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw bad(file, "larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                return read(file, reader);
            }
        } catch (CharacterCodingException e) {
            throw bad(file, "is not UTF-8 text");
        } catch (IOException e) {
            throw bad(file, "cannot be read");
        }
    }

    private static LabelledRun read(Path file, BufferedReader reader) throws IOException {
        String header = reader.readLine();
        List<String> metrics = header == null ? List.of() : metrics(file, header);
        List<Row> rows = new ArrayList<>();
        int number = 1;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                rows.add(row(file, number, line, metrics.size()));
            }
            if ((long) rows.size() * metrics.size() > MOST_CELLS) {
                throw bad(file, "more than " + MOST_CELLS + " values");
            }
        }
        if (rows.isEmpty()) {
            throw bad(file, "has no rows");
        }
        rows.sort(Comparator.comparingDouble(Row::second));
        return new LabelledRun(
                file.getFileName().toString(),
                causes(file),
                metrics,
                rows.stream().mapToDouble(Row::second).toArray(),
                rows.stream().map(Row::state).toList(),
                rows.stream().map(Row::values).toArray(double[][]::new));
    }

    private static List<String> causes(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || name.group(1).isBlank()) {
            throw bad(file, "is not named <cause>-<number>.csv");
        }
        return name.group(1).equals("normal")
                ? List.of()
                : List.of(name.group(1).split("\\+"));
    }

    private static List<String> metrics(Path file, String header) {
        List<String> names = List.of(header.split(",", -1));
        if (names.size() <= FIRST_METRIC
                || !names.get(0).strip().equals("second")
                || !names.get(1).strip().equals("state")) {
            throw bad(file, "does not begin with second,state,<metric>");
        }
        if (names.size() - FIRST_METRIC > MOST_METRICS) {
            throw bad(file, "has more than " + MOST_METRICS + " metrics");
        }
        List<String> metrics = names.subList(FIRST_METRIC, names.size()).stream()
                .map(String::strip)
                .toList();
        Set<String> seen = new HashSet<>();
        for (String metric : metrics) {
            if (!seen.add(metric)) {
                throw bad(file, "has the metric " + metric + " twice");
            }
        }
        return metrics;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(double second, RowState state, double[] values) {}

    private static Row row(Path file, int number, String line, int width) {
        String[] cells = line.split(",", width + FIRST_METRIC + 1);
        if (cells.length < FIRST_METRIC || cells.length > width + FIRST_METRIC) {
            throw bad(file, "line " + number + " has " + cells.length + " cells");
        }
        double[] values = new double[width];
        for (int column = 0; column < width; column++) {
            values[column] = column + FIRST_METRIC < cells.length
                    ? number(file, number, cells[column + FIRST_METRIC])
                    : Double.NaN;
        }
        double second = number(file, number, cells[0]);
        if (Double.isNaN(second)) {
            throw bad(file, "line " + number + " has no second");
        }
        return new Row(second, state(file, number, cells[1].strip()), values);
    }

    private static RowState state(Path file, int number, String cell) {
        try {
            return RowState.valueOf(cell.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw bad(file, "line " + number + ": the state is not normal, abnormal or ignored");
        }
    }

    private static double number(Path file, int line, String text) {
        String cell = text.strip();
        if (cell.isEmpty() || cell.equalsIgnoreCase("nan") || cell.equalsIgnoreCase("null")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(cell);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            throw bad(file, "line " + line + " has a cell that is no number");
        }
    }

    private static RunException bad(Path file, String what) {
        return new RunException(file + ": " + what);
    }
}
