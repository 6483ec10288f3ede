package dev.quintet.workload.sysbench;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import static dev.quintet.workload.sysbench.Query.DELETE;
import static dev.quintet.workload.sysbench.Query.DISTINCT_RANGE;
import static dev.quintet.workload.sysbench.Query.INDEX_UPDATE;
import static dev.quintet.workload.sysbench.Query.INSERT;
import static dev.quintet.workload.sysbench.Query.NON_INDEX_UPDATE;
import static dev.quintet.workload.sysbench.Query.ORDER_RANGE;
import static dev.quintet.workload.sysbench.Query.POINT_SELECT;
import static dev.quintet.workload.sysbench.Query.SIMPLE_RANGE;
import static dev.quintet.workload.sysbench.Query.SUM_RANGE;

/** sysbench's bundled database scripts. */
enum Script {
    OLTP_READ_WRITE(true, EnumSet.allOf(Query.class)),
    OLTP_READ_ONLY(true, EnumSet.of(POINT_SELECT, SIMPLE_RANGE, SUM_RANGE, ORDER_RANGE, DISTINCT_RANGE)),
    OLTP_WRITE_ONLY(true, EnumSet.of(INDEX_UPDATE, NON_INDEX_UPDATE, DELETE, INSERT)),
    OLTP_POINT_SELECT(false, EnumSet.of(POINT_SELECT)),
    OLTP_UPDATE_INDEX(false, EnumSet.of(INDEX_UPDATE)),
    OLTP_UPDATE_NON_INDEX(false, EnumSet.of(NON_INDEX_UPDATE)),
    OLTP_INSERT(false, EnumSet.noneOf(Query.class)),
    OLTP_DELETE(false, EnumSet.of(DELETE)),
    SELECT_RANDOM_POINTS(false, EnumSet.noneOf(Query.class)),
    SELECT_RANDOM_RANGES(false, EnumSet.noneOf(Query.class)),
    BULK_INSERT(false, EnumSet.noneOf(Query.class));

    private final boolean transactional;
    // Unmodifiable, which the type cannot say.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Query> queries;

    Script(boolean transactional, Set<Query> queries) {
        this.transactional = transactional;
        this.queries = Collections.unmodifiableSet(queries);
    }

    /** sysbench's name of it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Script::label).toList();
    }

    static Script of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Whether it puts its statements into a transaction. */
    boolean transactional() {
        return transactional;
    }

    /** Statements it executes by {@link OltpSession}; none where it has a session of its own. */
    Set<Query> queries() {
        return queries;
    }

    /** Tables it touches: two scripts know one table only. */
    int tables(int asked) {
        return this == SELECT_RANDOM_POINTS || this == SELECT_RANDOM_RANGES ? 1 : asked;
    }
}
