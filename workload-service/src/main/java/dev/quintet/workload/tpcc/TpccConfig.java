package dev.quintet.workload.tpcc;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where TPC-C's tables live and how they are filled. */
@ConfigMapping(prefix = "quintet.workload.tpcc")
public interface TpccConfig {

    /** Database of the tables. Letters, digits and underscores. */
    @WithDefault("tpcc")
    String database();

    /** Connections a node that fill tables. */
    @WithDefault("2")
    int prepareConnections();

    /** Rows of an INSERT that fills. */
    @WithDefault("1000")
    int prepareBatchRows();

    /** How long one statement of a preparation or a check may take. */
    @WithDefault("10m")
    Duration statementTimeout();
}
