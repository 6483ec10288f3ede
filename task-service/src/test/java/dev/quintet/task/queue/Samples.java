package dev.quintet.task.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.quintet.common.api.task.BackoffSpec;
import dev.quintet.common.api.task.TaskPriority;

/** Tasks for tests. */
public final class Samples {
    static final TaskOptions OPTIONS =
            new TaskOptions(60_000, new Backoff(BackoffSpec.Kind.FIXED, 10, 10, 0), List.of("red"));

    private Samples() {}

    public static NewTask task(String id) {
        return task(id, TaskPriority.NORMAL, 3);
    }

    public static NewTask task(String id, TaskPriority priority, int maxAttempts) {
        return new NewTask(
                id,
                "echo",
                OPTIONS,
                "{\"n\":1}",
                priority,
                Optional.empty(),
                Optional.empty(),
                maxAttempts,
                Duration.ofMinutes(5),
                Optional.empty(),
                "");
    }

    public static NewTask typed(String id, String type, String payload, int maxAttempts, TaskOptions options) {
        return new NewTask(
                id,
                type,
                options,
                payload,
                TaskPriority.NORMAL,
                Optional.empty(),
                Optional.empty(),
                maxAttempts,
                Duration.ofMinutes(5),
                Optional.empty(),
                "");
    }

    public static NewTask keyed(String id, String key) {
        return new NewTask(
                id,
                "echo",
                OPTIONS,
                "null",
                TaskPriority.NORMAL,
                Optional.empty(),
                Optional.empty(),
                3,
                Duration.ofMinutes(5),
                Optional.of(key),
                "");
    }

    public static NewTask delayed(String id, Duration delay) {
        return new NewTask(
                id,
                "echo",
                OPTIONS,
                "null",
                TaskPriority.NORMAL,
                Optional.of(delay),
                Optional.empty(),
                3,
                Duration.ofMinutes(5),
                Optional.empty(),
                "");
    }
}
