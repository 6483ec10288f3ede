package dev.quintet.task.queue;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.quintet.common.api.task.TaskPage;
import dev.quintet.common.api.task.TaskView;
import dev.quintet.common.problem.ProblemException;

/** What people ask of a task: see it, cancel it, try it again; with the words for what cannot be. */
@Singleton
public final class TaskPeople {
    private final TaskQueue queue;

    TaskPeople(TaskQueue queue) {
        this.queue = queue;
    }

    public Uni<TaskView> read(String id) {
        return Uni.createFrom().completionStage(() -> queue.find(known(id))).map(this::view);
    }

    /** The view of a task that was found; 404 otherwise. */
    public TaskView view(Optional<StoredTask> found) {
        return TaskViews.of(queue.name(), found.orElseThrow(TaskPeople::unknown));
    }

    /** A task that was sent: as it was accepted, or as the first one of its idempotency key now stands. */
    public Uni<TaskView> send(NewTask task) {
        return Uni.createFrom()
                .completionStage(() -> queue.enqueue(List.of(task), false))
                .map(answers -> answers.get(0))
                .chain(accepted -> accepted.state()
                        .map(state -> Uni.createFrom().item(TaskViews.of(queue.name(), task, state, accepted.at())))
                        .orElseGet(() -> read(accepted.id())));
    }

    public TaskPage page(TaskQueue.Page page) {
        return new TaskPage(
                page.tasks().stream()
                        .map(task -> TaskViews.of(queue.name(), task))
                        .toList(),
                page.next().isEmpty() ? null : page.next());
    }

    /**
     * A task that is to be cancelled.
     *
     * @param asked whether it ran, so that its worker was asked to stop it; else it is cancelled
     */
    public record Cancelling(TaskView task, boolean asked) {}

    /** A waiting one is cancelled when this answers; a running one may still run; 409 when it ended before. */
    public Uni<Cancelling> cancel(String id) {
        return Uni.createFrom().completionStage(() -> queue.cancel(known(id))).chain(outcome -> {
            if (outcome.equals("unknown")) {
                throw unknown();
            }
            if (outcome.startsWith("ended:") && !outcome.equals("ended:cancelled")) {
                throw conflict("The task has ended: it is " + state(outcome) + ".");
            }
            return read(id).map(view -> new Cancelling(view, outcome.equals("running")));
        });
    }

    public Uni<TaskView> retry(String id) {
        return Uni.createFrom().completionStage(() -> queue.requeue(known(id))).chain(outcome -> {
            if (outcome.equals("unknown")) {
                throw unknown();
            }
            if (outcome.equals("full")) {
                throw new QueueFullException("Queue " + queue.name() + " is full.");
            }
            if (outcome.startsWith("refused:")) {
                throw conflict("Only a failed or dead task can be retried; this one is " + state(outcome) + ".");
            }
            return read(id);
        });
    }

    /** The id, if it can be one at all; 404 otherwise. */
    public static String known(String id) {
        if (!id.matches(TaskIds.PATTERN)) {
            throw unknown();
        }
        return id;
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                404, "not-found", "There is no task of this id; ended tasks are kept for a while only.");
    }

    private static ProblemException conflict(String detail) {
        return ProblemException.of(409, "task-state", detail);
    }

    private static String state(String outcome) {
        return outcome.substring(outcome.indexOf(':') + 1);
    }
}
