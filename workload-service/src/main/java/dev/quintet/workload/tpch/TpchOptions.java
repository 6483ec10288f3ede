package dev.quintet.workload.tpch;

import java.util.List;
import java.util.Locale;

import dev.quintet.workload.run.OptionSpec;
import dev.quintet.workload.run.Options;

/**
 * Options of the TPC-H type, decided.
 *
 * @param scaleFactor size of the data
 * @param test what to run
 * @param seed of the queries' parameters; 0 takes the validation parameters
 */
record TpchOptions(double scaleFactor, Test test, int seed) {

    /** What a run does. */
    enum Test {
        /** Each thread executes its stream's queries again and again. */
        QUERIES,
        /** One stream with both refresh functions, once. */
        POWER,
        /** All threads but one execute a stream once, one the refresh functions. */
        THROUGHPUT,
        /** Power, then throughput: gives QphH. */
        FULL;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final List<OptionSpec> SPECS = List.of(
            OptionSpec.decimal("scaleFactor", 0.1, 0.01, 10, "", "Size: 1 is about 1 GB."),
            OptionSpec.choice(
                    "test",
                    "queries",
                    List.of("queries", "power", "throughput", "full"),
                    "queries: each thread its stream of the 22 queries, again and again. power: one stream with the"
                            + " refresh functions. throughput: a stream for each thread but one, which refreshes."
                            + " full: power, then throughput, which gives QphH. Refreshing changes the data."),
            OptionSpec.choice(
                    "parameters",
                    "random",
                    List.of("random", "validation"),
                    "Parameters of the queries: drawn as the clause says, or those with known answers."),
            OptionSpec.integer("seed", 1, 1, Integer.MAX_VALUE, "", "Seed of random parameters."));

    static TpchOptions of(Options options) {
        boolean random = options.text("parameters").equals("random");
        return new TpchOptions(
                options.decimal("scaleFactor"),
                Test.valueOf(options.text("test").toUpperCase(Locale.ROOT)),
                random ? options.integer("seed") : 0);
    }
}
