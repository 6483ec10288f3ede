package dev.quintet.workload.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The texts of the 22 queries, with {@code :1}, {@code :2} … for their parameters. */
final class Queries {

    /** How many there are. */
    static final int COUNT = 22;

    private static final Pattern PARAMETER = Pattern.compile(":(\\d+)");
    private static final List<String> TEXTS =
            IntStream.rangeClosed(1, COUNT).mapToObj(Queries::read).toList();

    private Queries() {}

    private static String read(int query) {
        String name = String.format("/tpch/q%02d.sql", query);
        try (InputStream in = Queries.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A query as SQL. The parameters are never a client's: they are constants or drawn from the benchmark's words. */
    static String sql(int query, List<String> parameters) {
        Matcher places = PARAMETER.matcher(TEXTS.get(query - 1));
        return places.replaceAll(
                place -> Matcher.quoteReplacement(parameters.get(Integer.parseInt(place.group(1)) - 1)));
    }
}
