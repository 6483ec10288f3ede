package dev.quintet.task.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

/** Waits for tasks to end, without a thread each. */
@Singleton
public final class TaskEnd {
    private final TaskQueue queue;
    private final TaskWatches watches;

    TaskEnd(TaskQueue queue, TaskWatches watches) {
        this.queue = queue;
        this.watches = watches;
    }

    /** One wait, begun before the task is sent so that its end is not missed. */
    public final class Wait implements AutoCloseable {
        private final String task;
        private final CompletableFuture<Optional<StoredTask>> end = new CompletableFuture<>();
        private final TaskWatches.Watch watch;

        private Wait(String task) {
            this.task = task;
            this.watch = watches.open(task, this::look);
        }

        /** Looks at the task, and ends the wait if it has ended or is unknown. A look that fails is made again later. */
        private void look() {
            if (end.isDone()) {
                return;
            }
            queue.watch(task).whenComplete((found, failure) -> {
                if (failure != null) {
                    TaskWatches.lookLater(this::look);
                } else if (found.isEmpty() || found.get().state().terminal()) {
                    end.complete(found);
                }
            });
        }

        /**
         * The task once it has ended, or as it stands when the time is over; empty when unknown.
         *
         * @param watched whether it was sent as watched; else it is marked so now
         */
        public CompletionStage<Optional<StoredTask>> within(Duration most, boolean watched) {
            if (!watched) {
                look();
            }
            CompletableFuture<Boolean> over = new CompletableFuture<>();
            over.completeOnTimeout(true, most.toMillis(), TimeUnit.MILLISECONDS);
            return end.applyToEither(over.thenCompose(done -> queue.find(task)), found -> found)
                    .whenComplete((found, failure) -> {
                        over.complete(false);
                        close();
                    });
        }

        @Override
        public void close() {
            watch.close();
            end.cancel(false);
        }
    }

    public Wait of(String task) {
        return new Wait(task);
    }
}
