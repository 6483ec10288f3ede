package dev.quintet.common.api.task;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Part of the list of schedules, by name.
 *
 * @param next cursor to go on with; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchedulePage(List<ScheduleView> schedules, String next) {}
