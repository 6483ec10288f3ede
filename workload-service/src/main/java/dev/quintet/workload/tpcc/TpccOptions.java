package dev.quintet.workload.tpcc;

import java.util.List;

import dev.quintet.workload.run.OptionSpec;
import dev.quintet.workload.run.Options;

/**
 * Options of the TPC-C type, decided.
 *
 * @param warehouses number of warehouses over all nodes
 * @param keyingTimes terminals type before each transaction (clause 5.2.5.2)
 * @param thinkTimes terminals' users think after each transaction (clause 5.2.5.4)
 * @param anyHome each transaction draws its home warehouse, instead of a terminal keeping one
 * @param serverPrepared statements are prepared on the server
 */
record TpccOptions(int warehouses, boolean keyingTimes, boolean thinkTimes, boolean anyHome, boolean serverPrepared) {

    static final List<OptionSpec> SPECS = List.of(
            OptionSpec.integer("warehouses", 10, 1, 10_000, "warehouses", "Scale: warehouses over all nodes."),
            OptionSpec.bool("keyingTimes", false, "Terminals type before each transaction, as the clause says."),
            OptionSpec.bool("thinkTimes", false, "Terminals' users think after each transaction, as the clause says."),
            OptionSpec.choice(
                    "homeWarehouse",
                    "terminal",
                    List.of("terminal", "any"),
                    "A thread keeps one home warehouse, as the clause says, or draws one for each transaction, so that"
                            + " few threads load many warehouses."),
            OptionSpec.choice(
                    "dbPsMode", "auto", List.of("auto", "disable"), "Statements prepared on the server, or not."));

    static TpccOptions of(Options options) {
        return new TpccOptions(
                options.integer("warehouses"),
                options.flag("keyingTimes"),
                options.flag("thinkTimes"),
                options.text("homeWarehouse").equals("any"),
                options.text("dbPsMode").equals("auto"));
    }

    /** Whether terminals wait as the clause says, so that a warehouse can give no more than its 12.86 tpmC. */
    boolean paced() {
        return keyingTimes && thinkTimes;
    }
}
