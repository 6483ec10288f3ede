package dev.quintet.common.api.task;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A recurring task as it stands.
 *
 * @param next when it comes next; absent while it is paused
 * @param lastTick when it last came, as the clock of the schedule says
 * @param lastTask the task that was made then
 * @param ticks how many tasks it has made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleView(
        @Schema(examples = "nightly-report") String name,
        @Schema(examples = "0 3 * * *") String cron,
        @Schema(examples = "Europe/Berlin") String timeZone,
        boolean paused,
        TaskRequest task,
        Instant next,
        Instant lastTick,
        String lastTask,
        long ticks,
        Instant createdAt,
        Instant updatedAt) {}
