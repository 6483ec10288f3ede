package dev.quintet.workload.report;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The history of runs. */
@ConfigMapping(prefix = "quintet.workload.report")
public interface ReportConfig {

    /** Whether to keep a history at all; off, history calls answer 503. */
    @WithDefault("true")
    boolean enabled();

    /** How long runs are kept. */
    @WithDefault("30d")
    Duration retention();

    /** How often what happened is written. */
    @WithDefault("1s")
    Duration flushEvery();

    /** Reports that wait for a database that is away; older ones are dropped first. */
    @WithDefault("5000")
    int maxWaitingReports();

    /** Runs that wait for a database that is away. */
    @WithDefault("500")
    int maxWaitingRuns();
}
