package dev.quintet.task.item;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Items. */
@ConfigMapping(prefix = "quintet.tasks.item")
public interface ItemConfig {
    /** How long a request waits for its item to be processed before it answers 202. */
    @WithDefault("10s")
    Duration answerWithin();

    /** How long an item is stored. */
    @WithDefault("7d")
    Duration ttl();

    /** Most items stored; the oldest go first. */
    @WithDefault("100000")
    @Min(1)
    @Max(10_000_000)
    int maxStored();

    /** Whether each item takes half a second longer; DEMO_SLOW_PROCESSING sets it. */
    @WithDefault("${DEMO_SLOW_PROCESSING:false}")
    boolean slowProcessing();
}
