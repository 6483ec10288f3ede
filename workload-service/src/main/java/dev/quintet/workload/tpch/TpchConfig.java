package dev.quintet.workload.tpch;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where TPC-H's tables live and how they are filled. */
@ConfigMapping(prefix = "quintet.workload.tpch")
public interface TpchConfig {

    /** Database of the tables. Letters, digits and underscores. */
    @WithDefault("tpch")
    String database();

    /** Connections that fill tables. */
    @WithDefault("2")
    int prepareConnections();

    /** Rows of an INSERT that fills. */
    @WithDefault("1000")
    int prepareBatchRows();

    /** How long one statement of a preparation or a check may take. */
    @WithDefault("30m")
    Duration statementTimeout();
}
