package dev.quintet.workload.run;

import java.nio.file.Path;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of runs. */
@ConfigMapping(prefix = "quintet.workload.run")
public interface RunConfig {

    /** Runs at once. */
    @WithDefault("8")
    int maxRuns();

    /** Threads of all runs together. */
    @WithDefault("2048")
    int maxThreads();

    /** Preparations at once; as many again four times may wait. */
    @WithDefault("2")
    int maxPreparations();

    /** How long a transaction may go on after a stop before its connection is cut. */
    @WithDefault("500ms")
    Duration stopGrace();

    /** When a run that was told to stop has ended, whatever the database does. */
    @WithDefault("1700ms")
    Duration stopWithin();

    /** How long a start waits for the slowest connection before load begins without it. */
    @WithDefault("10s")
    Duration connectWithin();

    /** Reports of a run kept in memory, the last ones. */
    @WithDefault("600")
    int keptReports();

    /** Ended runs kept in memory, the last ones. */
    @WithDefault("10")
    int keptRuns();

    /** Clients that may follow one run. */
    @WithDefault("32")
    int maxFollowers();

    /** Where the processes of local nodes are looked up. */
    @WithDefault("/proc")
    Path procFolder();
}
