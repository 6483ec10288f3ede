package dev.quintet.task.worker;

import java.time.Duration;

import dev.quintet.common.api.task.TaskError;
import dev.quintet.task.queue.Claim;

/** Is told what a worker does; must be quick and must not fail. */
public interface WorkerListener {
    WorkerListener NONE = new WorkerListener() {};

    /** An attempt begins. */
    default void began(Claim claim) {}

    /**
     * An attempt ended, and Redis has it.
     *
     * @param state where the task stands now; the word stale when the attempt had lost its task
     * @param took from claim to end
     * @param error null when there was none
     */
    default void ended(Claim claim, String state, Duration took, TaskError error) {}
}
