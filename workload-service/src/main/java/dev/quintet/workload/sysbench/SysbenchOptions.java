package dev.quintet.workload.sysbench;

import java.util.List;

import dev.quintet.workload.run.OptionSpec;
import dev.quintet.workload.run.Options;

/**
 * Options of the sysbench type, decided. Names follow sysbench's, in camel case.
 *
 * @param script which script
 * @param tables number of tables
 * @param tableSize rows of each
 * @param ids how ids are drawn
 * @param rangeSize ids a range select spans
 * @param pointSelects point selects a transaction
 * @param simpleRanges range selects a transaction
 * @param sumRanges as above with a sum
 * @param orderRanges as above in order
 * @param distinctRanges as above, distinct
 * @param indexUpdates updates of {@code k} a transaction
 * @param nonIndexUpdates updates of {@code c} a transaction
 * @param deleteInserts pairs of delete and insert a transaction
 * @param skipTrx no transactions: each statement commits itself
 * @param serverPrepared statements are prepared on the server
 * @param randomPoints keys of {@code select_random_points}
 * @param numberOfRanges ranges of {@code select_random_ranges}
 * @param delta width of such a range
 * @param bulkRows rows of a statement of {@code bulk_insert}
 */
record SysbenchOptions(
        Script script,
        int tables,
        int tableSize,
        IdDistribution ids,
        int rangeSize,
        int pointSelects,
        int simpleRanges,
        int sumRanges,
        int orderRanges,
        int distinctRanges,
        int indexUpdates,
        int nonIndexUpdates,
        int deleteInserts,
        boolean skipTrx,
        boolean serverPrepared,
        int randomPoints,
        int numberOfRanges,
        int delta,
        int bulkRows) {

    static final List<OptionSpec> SPECS = List.of(
            OptionSpec.choice("script", "oltp_read_write", Script.labels(), "sysbench's script of that name."),
            OptionSpec.integer("tables", 10, 1, 1000, "tables", "Number of tables."),
            OptionSpec.integer("tableSize", 100_000, 1, 100_000_000, "rows", "Rows of each table."),
            OptionSpec.choice("randType", "uniform", IdDistribution.NAMES, "How row numbers are drawn."),
            OptionSpec.integer("rangeSize", 100, 1, 100_000, "rows", "Rows a range select spans."),
            count("pointSelects", 10, "Point selects in a transaction."),
            count("simpleRanges", 1, "Range selects in a transaction."),
            count("sumRanges", 1, "Range selects with SUM in a transaction."),
            count("orderRanges", 1, "Range selects with ORDER BY in a transaction."),
            count("distinctRanges", 1, "Range selects with DISTINCT in a transaction."),
            count("indexUpdates", 1, "Updates of the indexed column in a transaction."),
            count("nonIndexUpdates", 1, "Updates of another column in a transaction."),
            count("deleteInserts", 1, "Pairs of DELETE and INSERT in a transaction."),
            OptionSpec.bool("skipTrx", false, "No transactions: each statement commits itself."),
            OptionSpec.choice(
                    "dbPsMode", "auto", List.of("auto", "disable"), "Statements prepared on the server, or not."),
            OptionSpec.integer("randomPoints", 10, 1, 1000, "keys", "Keys of select_random_points."),
            OptionSpec.integer("numberOfRanges", 10, 1, 1000, "ranges", "Ranges of select_random_ranges."),
            OptionSpec.integer("delta", 5, 1, 100_000, "rows", "Width of such a range."),
            OptionSpec.integer("bulkRows", 1000, 1, 10_000, "rows", "Rows of a statement of bulk_insert."));

    private static OptionSpec count(String name, int byDefault, String description) {
        return OptionSpec.integer(name, byDefault, 0, 1000, "statements", description);
    }

    static SysbenchOptions of(Options options) {
        SysbenchOptions all = new SysbenchOptions(
                Script.of(options.text("script")),
                options.integer("tables"),
                options.integer("tableSize"),
                IdDistribution.of(options.text("randType")),
                options.integer("rangeSize"),
                options.integer("pointSelects"),
                options.integer("simpleRanges"),
                options.integer("sumRanges"),
                options.integer("orderRanges"),
                options.integer("distinctRanges"),
                options.integer("indexUpdates"),
                options.integer("nonIndexUpdates"),
                options.integer("deleteInserts"),
                options.flag("skipTrx"),
                options.text("dbPsMode").equals("auto"),
                options.integer("randomPoints"),
                options.integer("numberOfRanges"),
                options.integer("delta"),
                options.integer("bulkRows"));
        all.requireWork();
        return all;
    }

    private void requireWork() {
        int reads = pointSelects + simpleRanges + sumRanges + orderRanges + distinctRanges;
        int writes = indexUpdates + nonIndexUpdates + deleteInserts;
        boolean idle =
                switch (script) {
                    case OLTP_READ_WRITE -> reads + writes == 0;
                    case OLTP_READ_ONLY -> reads == 0;
                    case OLTP_WRITE_ONLY -> writes == 0;
                    case OLTP_UPDATE_INDEX -> indexUpdates == 0;
                    case OLTP_UPDATE_NON_INDEX -> nonIndexUpdates == 0;
                    default -> false;
                };
        if (idle) {
            throw Options.invalid("script", "leaves " + script.label() + " without a statement to execute");
        }
    }
}
