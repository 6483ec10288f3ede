package dev.quintet.task.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        String traceparent) {

    /** The eleven arguments that scripts take a task by. */
    void appendTo(List<String> arguments) {
        arguments.add(id);
        arguments.add(type);
        arguments.add(TaskJson.write(options));
        arguments.add(payload);
        arguments.add(priority.toString());
        arguments.add(delay.map(time -> Long.toString(time.toMillis())).orElse(""));
        arguments.add(runAt.map(time -> Long.toString(time.toEpochMilli())).orElse(""));
        arguments.add(Integer.toString(maxAttempts));
        arguments.add(Long.toString(resultTtl.toMillis()));
        arguments.add(idempotencyKey.orElse(""));
        arguments.add(traceparent);
    }
}
