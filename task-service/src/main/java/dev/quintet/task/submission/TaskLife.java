package dev.quintet.task.submission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;

import dev.quintet.common.api.task.TaskChange;
import dev.quintet.common.api.task.TaskState;
import dev.quintet.task.queue.StoredTask;
import dev.quintet.task.queue.TaskQueue;
import dev.quintet.task.queue.TaskViews;
import dev.quintet.task.queue.TaskWatches;

/** Follows tasks: what has happened since a version, then what happens, until the end. */
@Singleton
final class TaskLife {
    private final TaskQueue queue;
    private final TaskWatches watches;

    TaskLife(TaskQueue queue, TaskWatches watches) {
        this.queue = queue;
        this.watches = watches;
    }

    /** @param from the last version that is known already, 0 for all */
    Multi<TaskChange> of(String id, long from) {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            Follower follower = new Follower(id, from, emitter);
                            TaskWatches.Watch watch = watches.open(id, follower::look);
                            emitter.onTermination(watch::close);
                            follower.look();
                        },
                        BackPressureStrategy.BUFFER);
    }

    /** One client: looks at the task after each signal, one look at a time, and tells what is new. */
    private final class Follower {
        private final String id;
        private final AtomicLong told;
        private final MultiEmitter<? super TaskChange> emitter;
        private final AtomicBoolean looking = new AtomicBoolean();
        private final AtomicBoolean again = new AtomicBoolean();

        Follower(String id, long from, MultiEmitter<? super TaskChange> emitter) {
            this.id = id;
            this.told = new AtomicLong(from);
            this.emitter = emitter;
        }

        void look() {
            if (emitter.isCancelled()) {
                return;
            }
            again.set(true);
            if (!looking.compareAndSet(false, true)) {
                return;
            }
            again.set(false);
            queue.watch(id).whenComplete((found, failure) -> {
                if (failure == null) {
                    tell(found);
                }
                looking.set(false);
                if (failure != null) {
                    TaskWatches.lookLater(this::look);
                } else if (again.get()) {
                    look();
                }
            });
        }

        private void tell(Optional<StoredTask> found) {
            if (found.isEmpty()) {
                emitter.complete();
                return;
            }
            for (TaskChange change : changes(found.get())) {
                if (change.version() > told.get()) {
                    told.set(change.version());
                    emitter.emit(change);
                }
            }
            if (found.get().state().terminal()) {
                emitter.complete();
            }
        }
    }

    private static List<TaskChange> changes(StoredTask task) {
        List<TaskChange> changes = new ArrayList<>();
        for (StoredTask.Step step : task.history()) {
            changes.add(new TaskChange(
                    task.id(), step.version(), step.state(), Instant.ofEpochMilli(step.atMillis()), null));
        }
        // Only a running task tells how far it is; by now it may have ended.
        TaskViews.progress(task)
                .ifPresent(progress -> changes.add(
                        new TaskChange(task.id(), task.number("progressSeq"), TaskState.RUNNING, null, progress)));
        changes.sort(Comparator.comparingLong(TaskChange::version));
        return changes;
    }
}
