package dev.quintet.task.schedule;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Recurring tasks. */
@ConfigMapping(prefix = "quintet.tasks.schedule")
public interface ScheduleConfig {
    /** Most schedules. */
    @WithDefault("1000")
    @Min(0)
    @Max(100_000)
    int max();

    /** How often ticks that are due are looked for: how exact a schedule is. */
    @WithDefault("250ms")
    Duration lookEvery();
}
