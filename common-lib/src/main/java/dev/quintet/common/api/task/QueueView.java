package dev.quintet.common.api.task;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A queue's figures.
 *
 * @param maxBacklog most tasks that may wait or be delayed; past it a task is refused with 429
 * @param waiting tasks that no worker has taken yet
 * @param waitingByPriority entries of each priority's stream; cancelled tasks count until a worker drops them
 * @param lag entries no worker has read, over all priorities: what an autoscaler looks at
 * @param oldestAgeSeconds how long the oldest waiting entry has been there, 0 when none waits
 * @param ended tasks that ended and are still kept
 * @param rates tasks a second over the last minute, as this instance saw it: {@code enqueued}, {@code succeeded},
 *     {@code failed}, {@code retried}, {@code dead}, {@code cancelled}
 * @param totals since the queue was made, the same names and {@code reclaimed}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueView(
        String name,
        boolean paused,
        long maxBacklog,
        long waiting,
        Map<TaskPriority, Long> waitingByPriority,
        long delayed,
        long running,
        long dead,
        long ended,
        long lag,
        double oldestAgeSeconds,
        Map<String, Double> rates,
        Map<String, Long> totals) {}
