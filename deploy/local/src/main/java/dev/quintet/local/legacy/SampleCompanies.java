package dev.quintet.local.legacy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Made-up companies: every id gives the same company on every machine, for ever. Of ten ids about one is unknown; of
 * ten companies about two have ended and two will end in a far year.
 */
final class SampleCompanies {

    private static final List<String> FIRST = List.of(
            "Amber",
            "Birch",
            "Copper",
            "Delta",
            "Ember",
            "Fjord",
            "Granite",
            "Harbour",
            "Indigo",
            "Juniper",
            "Kestrel",
            "Lantern",
            "Meridian",
            "Northwind",
            "Orchard",
            "Paragon");
    private static final List<String> SECOND = List.of(
            "Analytics",
            "Bakery",
            "Cargo",
            "Dynamics",
            "Energy",
            "Foundry",
            "Gardens",
            "Holdings",
            "Instruments",
            "Laboratories",
            "Mills",
            "Networks",
            "Optics",
            "Printing",
            "Robotics",
            "Shipping");

    private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant FIRST_END = Instant.parse("2012-01-01T00:00:00Z");
    private static final Instant FUTURE_END = Instant.parse("2040-01-01T00:00:00Z");
    private static final long DAYS = 12L * 365;

    private final long seed;
    private final String form;

    /**
     * The companies of one country.
     *
     * @param form ends each name, such as {@code Inc}
     */
    SampleCompanies(long seed, String form) {
        this.seed = seed;
        this.form = form;
    }

    /** The company of that id; empty for an unknown one, and for every id that starts with {@code unknown}. */
    Optional<SampleCompany> find(String id) {
        SplittableRandom random = new SplittableRandom(seed ^ ((long) id.hashCode() * 0x9E3779B97F4A7C15L));
        if (random.nextInt(10) == 0 || id.startsWith("unknown")) {
            return Optional.empty();
        }
        String name =
                FIRST.get(random.nextInt(FIRST.size())) + " " + SECOND.get(random.nextInt(SECOND.size())) + " " + form;
        String taxId = String.format(Locale.ROOT, "%02d-%07d", random.nextInt(100), random.nextInt(10_000_000));
        Instant created = within(OLDEST, random);
        Optional<Instant> ended =
                switch (random.nextInt(10)) {
                    case 0, 1 -> Optional.of(within(FIRST_END, random));
                    case 2, 3 -> Optional.of(within(FUTURE_END, random));
                    default -> Optional.empty();
                };
        return Optional.of(new SampleCompany(name, taxId, created, ended));
    }

    private static Instant within(Instant from, SplittableRandom random) {
        return from.plus(Duration.ofDays(random.nextLong(DAYS))).plusSeconds(random.nextLong(86_400));
    }
}
