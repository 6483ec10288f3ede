package dev.quintet.task.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import dev.quintet.task.queue.TaskJson;
import dev.quintet.task.queue.TaskSchedules;
import dev.quintet.task.submission.Submissions;

/**
 * Sends the tasks of the ticks that are due. Every replica has one; a tick's task is made by whoever is first. Ticks
 * that came while nobody looked are made up for by one task, not one each.
 */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final int MOST_AT_ONCE = 100;

    private final TaskSchedules schedules;
    private final Submissions submissions;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "task-ticker");
        thread.setDaemon(true);
        return thread;
    });

    Ticker(TaskSchedules schedules, Submissions submissions) {
        this.schedules = schedules;
        this.submissions = submissions.ofAnyType();
    }

    // Periodic work ends with the timer.
    @SuppressWarnings("FutureReturnValueIgnored")
    void start(Duration lookEvery) {
        timer.scheduleAtFixedRate(
                () -> {
                    if (underWay.compareAndSet(false, true)) {
                        look().whenComplete((sent, failure) -> {
                            underWay.set(false);
                            if (failure != null) {
                                LOG.debugf("Schedules cannot be looked at: %s", failure.getMessage());
                            }
                        });
                    }
                },
                lookEvery.toMillis(),
                lookEvery.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Sends what is due now, up to a hundred ticks; tells how many tasks were made here. */
    CompletionStage<Integer> look() {
        return schedules.due(MOST_AT_ONCE).thenCompose(due -> {
            CompletableFuture<Integer> sent = CompletableFuture.completedFuture(0);
            for (TaskSchedules.Tick tick : due.ticks()) {
                CompletionStage<Integer> made = send(tick, Instant.ofEpochMilli(due.nowMillis()));
                sent = sent.thenCombine(made, Integer::sum);
            }
            return sent;
        });
    }

    private CompletionStage<Integer> send(TaskSchedules.Tick tick, Instant now) {
        try {
            Recurrence recurrence = TaskJson.read(tick.spec(), Recurrence.class);
            Instant due = Instant.ofEpochMilli(Long.parseLong(tick.due()));
            return schedules
                    .tick(
                            tick,
                            recurrence.next(now.isAfter(due) ? now : due).toEpochMilli(),
                            submissions.task(recurrence.taskOf(tick.name(), due), List.of("task"), ""))
                    .thenApply(outcome -> {
                        if (outcome == TaskSchedules.Outcome.FULL) {
                            LOG.debugf("Schedule %s waits: the queue is full", tick.name());
                        }
                        return outcome == TaskSchedules.Outcome.OK ? 1 : 0;
                    });
        } catch (RuntimeException broken) {
            // One that cannot be read must not hold up the others.
            LOG.errorf(broken, "Schedule %s cannot be carried out", tick.name());
            return CompletableFuture.completedStage(0);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
