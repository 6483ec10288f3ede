package dev.quintet.workload.sysbench;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where sysbench's tables live and how they are filled. */
@ConfigMapping(prefix = "quintet.workload.sysbench")
public interface SysbenchConfig {

    /** Database of the OLTP tables; sysbench's own default. Letters, digits and underscores. */
    @WithDefault("sbtest")
    String database();

    /** Database of bulk_insert's tables, which have the same names and other columns. */
    @WithDefault("sbtest_bulk")
    String bulkDatabase();

    /** The real program, looked up on the path: the engine {@code sysbench}. */
    @WithDefault("sysbench")
    String program();

    /** Connections a node that fill tables. */
    @WithDefault("2")
    int prepareConnections();

    /** Rows of an INSERT that fills. */
    @WithDefault("1000")
    int prepareBatchRows();

    /** How long one statement of a preparation may take; an index on a large table takes longest. */
    @WithDefault("10m")
    Duration prepareStatementTimeout();
}
