package dev.quintet.task.queue;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.common.api.task.TaskError;
import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.common.api.task.TaskProgress;
import dev.quintet.common.api.task.TaskState;
import dev.quintet.common.api.task.TaskView;

/** Stored tasks as clients see them. */
public final class TaskViews {
    private static final int TRACE_ID_AT = 3;
    private static final int TRACE_ID_LENGTH = 32;

    private TaskViews() {}

    public static TaskView of(String queue, StoredTask task) {
        TaskOptions options = TaskJson.read(task.text("options").orElse("{}"), TaskOptions.class);
        return new TaskView(
                task.id(),
                queue,
                task.text("type").orElse(""),
                task.state(),
                TaskPriority.valueOf(task.text("priority").orElse("normal").toUpperCase(Locale.ROOT)),
                json(task, "payload"),
                options.tags(),
                task.text("idem").orElse(null),
                (int) task.number("attempts"),
                (int) task.number("maxAttempts"),
                progress(task).orElse(null),
                json(task, "result"),
                task.text("error")
                        .map(text -> TaskJson.read(text, TaskError.class))
                        .orElse(null),
                time(task, "createdAt"),
                time(task, "startedAt"),
                time(task, "endedAt"),
                task.text("worker").orElse(null),
                traceId(task.text("trace").orElse("")));
    }

    /** A task that was just accepted, as it was then; the same as one read at that moment. */
    static TaskView of(String queue, NewTask task, TaskState state, Instant accepted) {
        return new TaskView(
                task.id(),
                queue,
                task.type(),
                state,
                task.priority(),
                TaskJson.tree(task.payload()),
                task.options().tags(),
                task.idempotencyKey().orElse(null),
                0,
                task.maxAttempts(),
                null,
                null,
                null,
                accepted,
                null,
                null,
                null,
                traceId(task.traceparent()));
    }

    private static String traceId(String traceparent) {
        return traceparent.length() > TRACE_ID_AT + TRACE_ID_LENGTH
                ? traceparent.substring(TRACE_ID_AT, TRACE_ID_AT + TRACE_ID_LENGTH)
                : null;
    }

    /** How far its handler said it is. */
    public static Optional<TaskProgress> progress(StoredTask task) {
        return task.text("progress")
                .map(value -> new TaskProgress(
                        Double.parseDouble(value), task.text("progressMessage").orElse("")));
    }

    private static JsonNode json(StoredTask task, String field) {
        return task.text(field).map(TaskJson::tree).orElse(null);
    }

    private static Instant time(StoredTask task, String field) {
        long millis = task.number(field);
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
