package dev.quintet.anomaly.experiment;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of experiments. */
@ConfigMapping(prefix = "quintet.anomaly.experiment")
public interface ExperimentConfig {
    /** How long a run waits at most, after the load began, for the ranks to become calm. */
    @WithDefault("90s")
    Duration settle();

    /** How long the service may have been away for an experiment that it left to go on; 0s = it never does. */
    @WithDefault("10m")
    Duration resumeWithin();

    /** The longest run: settling, baseline, faults and cooldown together. */
    @WithDefault("1h")
    Duration longestRun();

    /** The most runs of an experiment. */
    @WithDefault("50")
    @Min(1)
    @Max(1000)
    int mostRuns();

    /** The most experiments at once, each on nodes of its own. */
    @WithDefault("2")
    @Min(1)
    @Max(16)
    int mostRunning();

    /** The most experiments kept; beyond that some have to be deleted first. */
    @WithDefault("500")
    @Min(1)
    @Max(100000)
    int mostKept();
}
