package dev.quintet.task.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.quintet.common.api.task.TaskPriority;

/**
 * A task to be accepted; checked by its maker.
 *
 * @param payload JSON text
 * @param delay from now, by Redis' clock
 * @param runAt a point in time; not together with a delay
 * @param traceparent of the request that makes it, or empty
 */
public record NewTask(
        String id,
        String type,
        TaskOptions options,
        String payload,
        TaskPriority priority,
        Optional<Duration> delay,
        Optional<Instant> runAt,
        int maxAttempts,
        Duration resultTtl,
        Optional<String> idempotencyKey,
        String traceparent) {}
