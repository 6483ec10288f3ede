package dev.quintet.common.api.task;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A task that recurs.
 *
 * @param cron minute, hour, day of month, month and day of week as in crontab, or six fields with seconds first, or one of
 *     {@code @hourly}, {@code @daily}, {@code @weekly}, {@code @monthly}, {@code @yearly}
 * @param timeZone whose clock the expression means, for example {@code Europe/Berlin}; default UTC
 * @param paused whether it makes no tasks now; default false
 * @param task what is sent each time; its delay, runAt and idempotencyKey must be left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleRequest(
        @NotBlank @Size(max = 200) @Schema(examples = "30 9 * * mon-fri") String cron,
        @Size(min = 1, max = 64) @Schema(examples = "Europe/Berlin") String timeZone,
        Boolean paused,
        @NotNull @Valid TaskRequest task) {}
