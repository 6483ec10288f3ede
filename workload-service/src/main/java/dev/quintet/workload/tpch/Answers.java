package dev.quintet.workload.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.trino.tpch.TpchTable;

/**
 * Known answers to the queries with validation parameters. At scale factor 0.01 they are those that come with the
 * generator, all rows and columns; at scale factor 1 the numbers of rows and single values of the official answers.
 * For other sizes nobody published any.
 */
final class Answers {

    private static final double SMALL = 0.01;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private static final List<Integer> ROWS_AT_1 =
            List.of(4, 100, 10, 5, 5, 1, 4, 2, 175, 20, 1048, 2, 42, 1, 1, 18314, 1, 57, 1, 186, 100, 7);
    /** The last column of the only row. */
    private static final Map<Integer, String> VALUES_AT_1 = Map.of(
            6, "123141078.23",
            14, "16.38",
            15, "1772627.21",
            17, "348406.02",
            19, "3083843.06");

    private Answers() {}

    /** Whether there is anything to compare with. */
    static boolean knownFor(double scaleFactor) {
        return scaleFactor == SMALL || scaleFactor == 1;
    }

    /** What is wrong with an answer; empty when nothing is. */
    static Optional<String> refuse(double scaleFactor, int query, List<List<String>> rows) {
        return scaleFactor == SMALL ? compare(reference(query), rows) : compareAt1(query, rows);
    }

    private static Optional<String> compareAt1(int query, List<List<String>> rows) {
        int expected = ROWS_AT_1.get(query - 1);
        if (rows.size() != expected) {
            return Optional.of(rows.size() + " rows; expected " + expected);
        }
        String value = VALUES_AT_1.get(query);
        if (value == null) {
            return Optional.empty();
        }
        String found = rows.get(0).get(rows.get(0).size() - 1);
        return same(value, found) ? Optional.empty() : Optional.of(found + "; expected " + value);
    }

    /** Rows that order the same by the query's own keys may come in any order, so both are sorted first. */
    private static Optional<String> compare(List<List<String>> expected, List<List<String>> found) {
        if (found.size() != expected.size()) {
            return Optional.of(found.size() + " rows; expected " + expected.size());
        }
        List<List<String>> left = sorted(expected);
        List<List<String>> right = sorted(found);
        for (int row = 0; row < left.size(); row++) {
            for (int column = 0; column < left.get(row).size(); column++) {
                String wanted = left.get(row).get(column);
                String is = right.get(row).get(column);
                if (!same(wanted, is)) {
                    return Optional.of("'" + is + "' in column " + (column + 1) + "; expected '" + wanted + "'");
                }
            }
        }
        return Optional.empty();
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        List<List<String>> sorted = new ArrayList<>(rows.size());
        rows.forEach(row -> sorted.add(row.stream().map(Answers::normal).toList()));
        Collections.sort(sorted, (a, b) -> String.join("|", a).compareTo(String.join("|", b)));
        return sorted;
    }

    /** Numbers with two decimals, so that both sides sort alike. */
    private static String normal(String value) {
        Optional<BigDecimal> number = number(value);
        return number.map(n -> n.setScale(2, RoundingMode.HALF_UP).toPlainString())
                .orElse(value.strip());
    }

    /** Texts are equal; numbers differ by no more than the reference's rounding. */
    static boolean same(String expected, String found) {
        Optional<BigDecimal> left = number(expected);
        Optional<BigDecimal> right = number(found);
        if (left.isEmpty() || right.isEmpty()) {
            return expected.strip().equals(found.strip());
        }
        return left.get().subtract(right.get()).abs().compareTo(CENT) <= 0;
    }

    private static Optional<BigDecimal> number(String value) {
        try {
            return Optional.of(new BigDecimal(value.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static List<List<String>> reference(int query) {
        String name = "/io/trino/tpch/queries/q" + query + ".result";
        try (InputStream in = TpchTable.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--") && !line.isBlank())
                    .map(Answers::columns)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> columns(String line) {
        String row = line.endsWith("|") ? line.substring(0, line.length() - 1) : line;
        return Arrays.stream(row.split("\\|", -1))
                .map(value -> value.equalsIgnoreCase("null") ? "null" : value)
                .toList();
    }
}
