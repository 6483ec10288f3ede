package dev.quintet.task.queue;

import java.time.Instant;
import java.util.Optional;

import dev.quintet.common.api.task.TaskState;

/**
 * What became of a task that was sent.
 *
 * @param id its id, or the first task's of the same idempotency key
 * @param state its first, if it is new
 * @param at when it was accepted, by Redis' clock
 */
public record Accepted(String id, Optional<TaskState> state, Instant at) {
    /** Whether it is new, and not one of a known idempotency key. */
    public boolean fresh() {
        return state.isPresent();
    }
}
