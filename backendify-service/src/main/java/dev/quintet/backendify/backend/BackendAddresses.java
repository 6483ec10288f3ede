package dev.quintet.backendify.backend;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the lists of backends that the command line, the environment and the watched file give. */
public final class BackendAddresses {
    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

    private BackendAddresses() {}

    /**
     * @param pairs each {@code country=url}
     * @return the addresses by country
     * @throws IllegalArgumentException with one line that names the first pair that is malformed or doubled
     */
    public static Map<String, BackendAddress> parse(Collection<String> pairs) {
        Map<String, BackendAddress> byCountry = new TreeMap<>();
        for (String pair : pairs) {
            BackendAddress address = BackendAddress.parse(pair);
            if (byCountry.putIfAbsent(address.country(), address) != null) {
                throw new IllegalArgumentException(
                        "'" + pair + "': the country " + address.country() + " is given twice");
            }
        }
        return byCountry;
    }

    /** Splits a list like {@code ru=http://a,us=http://b} at commas and white space. */
    public static List<String> split(String list) {
        return Stream.of(SEPARATOR.split(list)).filter(pair -> !pair.isEmpty()).toList();
    }

    /** Reads a file's text: pairs as in {@link #split}, lines that start with {@code #} left out. */
    public static Map<String, BackendAddress> parseFile(String text) {
        return parse(text.lines()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(line -> split(line).stream())
                .toList());
    }
}
