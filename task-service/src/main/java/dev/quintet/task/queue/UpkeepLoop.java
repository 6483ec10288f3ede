package dev.quintet.task.queue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import dev.quintet.common.api.task.TaskState;

/**
 * Keeps a queue up as time goes by. After Redis was away it takes no task back for a while: its workers live, and
 * could not renew their leases.
 */
public final class UpkeepLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UpkeepLoop.class);

    private final QueueUpkeep upkeep;
    private final Duration mercy;
    private final Consumer<Map<String, TaskState>> reclaimed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "task-upkeep");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long noReclaimBefore;

    /**
     * @param mercy how long after an outage no lease is found to have run out
     * @param reclaimed is told of tasks taken back
     */
    public UpkeepLoop(QueueUpkeep upkeep, Duration mercy, Consumer<Map<String, TaskState>> reclaimed) {
        this.upkeep = upkeep;
        this.mercy = mercy;
        this.reclaimed = reclaimed;
        this.noReclaimBefore = System.nanoTime();
    }

    /**
     * @param promoteEvery how exact delays are
     * @param sweepEvery how soon a lease that ran out, or an old task, is noticed
     */
    public void start(Duration promoteEvery, Duration sweepEvery) {
        every(promoteEvery, upkeep::promote);
        every(sweepEvery, this::reclaim);
        every(sweepEvery, upkeep::expire);
    }

    // Periodic work ends with the timer.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void every(Duration period, Supplier<CompletionStage<?>> step) {
        AtomicBoolean underWay = new AtomicBoolean();
        timer.scheduleAtFixedRate(
                () -> {
                    if (underWay.compareAndSet(false, true)) {
                        step.get().whenComplete((done, failure) -> {
                            underWay.set(false);
                            if (failure != null) {
                                noReclaimBefore = System.nanoTime() + mercy.toNanos();
                                LOG.debugf("Upkeep failed: %s", failure.getMessage());
                            }
                        });
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private CompletionStage<?> reclaim() {
        if (System.nanoTime() - noReclaimBefore < 0) {
            return CompletableFuture.completedStage(null);
        }
        return upkeep.reclaim().thenAccept(tasks -> {
            if (!tasks.isEmpty()) {
                reclaimed.accept(tasks);
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
