package dev.quintet.task.worker;

import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The worker of this process. */
@ConfigMapping(prefix = "quintet.tasks.worker")
public interface WorkerConfig {
    /** Whether this process runs tasks; off for one that only serves the API. */
    @WithDefault("true")
    boolean enabled();

    /** The worker's name among all workers of the queue; drawn when absent. */
    Optional<@Pattern(regexp = "[A-Za-z0-9._-]{1,80}") String> name();

    /** Most tasks at a time. */
    @WithDefault("32")
    @Min(1)
    @Max(1000)
    int slots();

    /** How long a handler may go on after it was told to stop, before its slot goes to another. */
    @WithDefault("5s")
    Duration stuckAfter();

    /** How long a stopping worker lets handlers finish; what is left then is handed back. */
    @WithDefault("15s")
    Duration grace();

    /** Longest result, in bytes of JSON. */
    @WithDefault("1048576")
    @Min(1024)
    @Max(16_777_216)
    int maxResultBytes();
}
