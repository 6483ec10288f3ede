package dev.quintet.task.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.quintet.common.api.task.SchedulePage;
import dev.quintet.common.api.task.ScheduleRequest;
import dev.quintet.common.api.task.ScheduleView;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.task.queue.TaskJson;
import dev.quintet.task.queue.TaskSchedules;
import dev.quintet.task.submission.Submissions;

/** What people ask of schedules, with the words for what cannot be. */
@Singleton
final class Schedules {
    private final TaskSchedules stored;
    private final Submissions submissions;
    private final ScheduleConfig config;

    Schedules(TaskSchedules stored, Submissions submissions, ScheduleConfig config) {
        this.stored = stored;
        this.submissions = submissions;
        this.config = config;
    }

    /** A schedule that was put, and whether there was none of its name. */
    record Putting(ScheduleView view, boolean fresh) {}

    Uni<Putting> put(String name, ScheduleRequest request) {
        Recurrence recurrence = new Recurrence(
                request.cron(),
                request.timeZone() == null ? "UTC" : request.timeZone(),
                Boolean.TRUE.equals(request.paused()),
                request.task());
        recurrence.check();
        // Refuses a task that could not be sent.
        submissions.task(request.task(), List.of("body", "task"), "");
        return Uni.createFrom()
                .completionStage(stored::now)
                .map(now -> recurrence.paused()
                        ? Optional.<Long>empty()
                        : Optional.of(recurrence.next(Instant.ofEpochMilli(now)).toEpochMilli()))
                .chain(next -> Uni.createFrom()
                        .completionStage(() -> stored.put(name, TaskJson.write(recurrence), next, config.max())))
                .chain(put -> {
                    if (put == TaskSchedules.Put.FULL) {
                        throw ProblemException.of(
                                409,
                                "too-many-schedules",
                                "There are " + config.max() + " schedules, the most allowed.");
                    }
                    return get(name).map(view -> new Putting(view, put == TaskSchedules.Put.NEW));
                });
    }

    Uni<ScheduleView> get(String name) {
        return Uni.createFrom().completionStage(() -> stored.find(name)).map(found -> found.map(Schedules::view)
                .orElseThrow(Schedules::unknown));
    }

    Uni<SchedulePage> list(String after, int limit) {
        return Uni.createFrom()
                .completionStage(() -> stored.list(after, limit + 1))
                .map(found -> {
                    List<ScheduleView> views =
                            found.stream().limit(limit).map(Schedules::view).toList();
                    boolean more = found.size() > limit;
                    return new SchedulePage(views, more ? views.get(limit - 1).name() : null);
                });
    }

    Uni<Void> delete(String name) {
        return Uni.createFrom().completionStage(() -> stored.delete(name)).map(deleted -> {
            if (!deleted) {
                throw unknown();
            }
            return null;
        });
    }

    private static ProblemException unknown() {
        return ProblemException.of(404, "not-found", "There is no schedule of this name.");
    }

    private static ScheduleView view(TaskSchedules.Stored schedule) {
        Recurrence recurrence = TaskJson.read(schedule.spec(), Recurrence.class);
        return new ScheduleView(
                schedule.name(),
                recurrence.cron(),
                recurrence.timeZone(),
                recurrence.paused(),
                recurrence.task(),
                schedule.due().map(Instant::ofEpochMilli).orElse(null),
                schedule.lastTick().map(Instant::ofEpochMilli).orElse(null),
                schedule.lastTask().orElse(null),
                schedule.ticks(),
                Instant.ofEpochMilli(schedule.createdAt()),
                Instant.ofEpochMilli(schedule.updatedAt()));
    }
}
