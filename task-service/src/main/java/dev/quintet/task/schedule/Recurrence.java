package dev.quintet.task.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import dev.quintet.common.api.task.TaskRequest;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/**
 * What recurs and when, as stored.
 *
 * @param timeZone an id that the machine knows
 */
record Recurrence(String cron, String timeZone, boolean paused, TaskRequest task) {
    /** Refused with 422 that names the field. */
    void check() {
        List<FieldError> errors = new ArrayList<>();
        try {
            Cron.parse(cron);
        } catch (IllegalArgumentException nonsense) {
            errors.add(FieldError.body("cron", nonsense.getMessage()));
        }
        try {
            ZoneId.of(timeZone);
        } catch (DateTimeException unknown) {
            errors.add(FieldError.body("timeZone", "is no time zone, such as UTC or Europe/Berlin"));
        }
        refuse(task.delay() != null, "delay", errors);
        refuse(task.runAt() != null, "runAt", errors);
        refuse(task.idempotencyKey() != null, "idempotencyKey", errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static void refuse(boolean given, String field, List<FieldError> errors) {
        if (given) {
            errors.add(new FieldError(List.of("body", "task", field), "cannot be given for a task that recurs"));
        }
    }

    /** The first tick after a point in time. */
    Instant next(Instant after) {
        return Cron.parse(cron).next(after, ZoneId.of(timeZone));
    }

    /** The task of one tick: it bears the schedule's name and the tick's time as tags. */
    TaskRequest taskOf(String name, Instant due) {
        List<String> tags = new ArrayList<>(task.tags() == null ? List.of() : task.tags());
        tags.add("schedule:" + name);
        tags.add("tick:" + due);
        return new TaskRequest(
                task.type(),
                task.payload(),
                task.priority(),
                null,
                null,
                task.maxAttempts(),
                task.timeout(),
                task.backoff(),
                null,
                tags,
                task.resultTtl());
    }
}
