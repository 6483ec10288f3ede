package dev.quintet.common.api.task;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One step of a task's life, as its event stream tells it.
 *
 * @param version grows with each step; the id of the server-sent event
 * @param state the state it went to
 * @param time when; absent on progress
 * @param progress only on progress
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskChange(String task, long version, TaskState state, Instant time, TaskProgress progress) {}
