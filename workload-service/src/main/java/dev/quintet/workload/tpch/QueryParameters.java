package dev.quintet.workload.tpch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.trino.tpch.Distributions;
import io.trino.tpch.Nation;
import io.trino.tpch.Region;
import io.trino.tpch.TpchTable;

/**
 * Values for the 22 queries' parameters, in the order of their numbers in the query.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-h_v3.0.1.pdf">clause 2.4: for each query
 *     "Substitution Parameters" and "Query Validation"</a>
 */
final class QueryParameters {

    private static final Distributions WORDS = Distributions.getDefaultDistributions();
    private static final List<Region> REGIONS = list(TpchTable.REGION.createGenerator(1, 1, 1));
    private static final List<Nation> NATIONS = list(TpchTable.NATION.createGenerator(1, 1, 1));

    private static final List<List<String>> VALIDATION = List.of(
            List.of("90"),
            List.of("15", "BRASS", "EUROPE"),
            List.of("BUILDING", "1995-03-15"),
            List.of("1993-07-01"),
            List.of("ASIA", "1994-01-01"),
            List.of("1994-01-01", "0.06", "24"),
            List.of("FRANCE", "GERMANY"),
            List.of("BRAZIL", "AMERICA", "ECONOMY ANODIZED STEEL"),
            List.of("green"),
            List.of("1993-10-01"),
            List.of("GERMANY", "0.0001"),
            List.of("MAIL", "SHIP", "1994-01-01"),
            List.of("special", "requests"),
            List.of("1995-09-01"),
            List.of("1996-01-01"),
            List.of("Brand#45", "MEDIUM POLISHED", "49", "14", "23", "45", "19", "3", "36", "9"),
            List.of("Brand#23", "MED BOX"),
            List.of("300"),
            List.of("1", "10", "20", "Brand#12", "Brand#23", "Brand#34"),
            List.of("forest", "1994-01-01", "CANADA"),
            List.of("SAUDI ARABIA"),
            List.of("13", "31", "23", "29", "30", "18", "17"));

    private final RandomGenerator random;
    private final double scaleFactor;

    QueryParameters(RandomGenerator random, double scaleFactor) {
        this.random = random;
        this.scaleFactor = scaleFactor;
    }

    /** The parameters whose answers are known. That of query 11 is its value at scale factor 1. */
    static List<String> validation(int query) {
        return VALIDATION.get(query - 1);
    }

    /** Drawn parameters. */
    List<String> draw(int query) {
        return switch (query) {
            case 1 -> List.of(number(60, 120));
            case 2 -> List.of(number(1, 50), syllable(2), region());
            case 3 ->
                List.of(
                        one(WORDS.getMarketSegments().getValues()),
                        LocalDate.of(1995, 3, uniform(1, 31)).toString());
            case 4 -> List.of(month(1993, 1, 58));
            case 5 -> List.of(region(), year());
            case 6 -> List.of(year(), "0.0" + uniform(2, 9), number(24, 25));
            case 7 -> several(NATIONS.stream().map(Nation::getName).toList(), 2);
            case 8 -> nationRegionType();
            case 9 -> List.of(one(WORDS.getPartColors().getValues()));
            case 10 -> List.of(month(1993, 2, 24));
            case 11 -> List.of(nation(), Double.toString(0.0001 / scaleFactor));
            case 12 -> join(several(WORDS.getShipModes().getValues(), 2), List.of(year()));
            case 13 ->
                List.of(
                        one(List.of("special", "pending", "unusual", "express")),
                        one(List.of("packages", "requests", "accounts", "deposits")));
            case 14 -> List.of(month(1993, 1, 60));
            case 15 -> List.of(month(1993, 1, 58));
            case 16 ->
                join(
                        List.of(brand(), syllable(0) + " " + syllable(1)),
                        several(
                                IntStream.rangeClosed(1, 50)
                                        .mapToObj(Integer::toString)
                                        .toList(),
                                8));
            case 17 -> List.of(brand(), one(WORDS.getPartContainers().getValues()));
            case 18 -> List.of(number(312, 315));
            case 19 -> List.of(number(1, 10), number(10, 20), number(20, 30), brand(), brand(), brand());
            case 20 -> List.of(one(WORDS.getPartColors().getValues()), year(), nation());
            case 21 -> List.of(nation());
            case 22 ->
                several(
                        IntStream.rangeClosed(10, 34)
                                .mapToObj(Integer::toString)
                                .toList(),
                        7);
            default -> throw new IllegalArgumentException("there is no query " + query);
        };
    }

    private List<String> nationRegionType() {
        Nation nation = one(NATIONS);
        String region = REGIONS.stream()
                .filter(known -> known.getRegionKey() == nation.getRegionKey())
                .map(Region::getName)
                .findFirst()
                .orElseThrow();
        return List.of(nation.getName(), region, one(WORDS.getPartTypes().getValues()));
    }

    private int uniform(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    private String number(int from, int to) {
        return Integer.toString(uniform(from, to));
    }

    private <T> T one(List<T> all) {
        return all.get(uniform(0, all.size() - 1));
    }

    private List<String> several(List<String> all, int count) {
        List<String> rest = new ArrayList<>(all);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(rest.remove(uniform(0, rest.size() - 1)));
        }
        return chosen;
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private String region() {
        return one(REGIONS).getName();
    }

    private String nation() {
        return one(NATIONS).getName();
    }

    private String brand() {
        return "Brand#" + uniform(1, 5) + uniform(1, 5);
    }

    /** One of a part type's three words. */
    private String syllable(int position) {
        return one(WORDS.getPartTypes().getValues()).split(" ", -1)[position];
    }

    private String year() {
        return LocalDate.of(uniform(1993, 1997), 1, 1).toString();
    }

    /** The first day of one of so many months. */
    private String month(int firstYear, int firstMonth, int months) {
        return LocalDate.of(firstYear, firstMonth, 1)
                .plusMonths(uniform(0, months - 1))
                .toString();
    }

    private static <T> List<T> list(Iterable<T> all) {
        List<T> list = new ArrayList<>();
        all.forEach(list::add);
        return list;
    }
}
