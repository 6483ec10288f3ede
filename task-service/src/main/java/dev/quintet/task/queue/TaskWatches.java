package dev.quintet.task.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.quintet.common.problem.ProblemException;

/** Who in this process waits for which task to change. */
public final class TaskWatches {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Runnable::run);

    private final Map<String, Set<Runnable>> byTask = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final int most;

    /** Ends a watch; more than once does no harm. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    TaskWatches(TaskSignals signals, int most) {
        this.most = most;
        signals.listen(this::receive);
    }

    private void receive(TaskSignals.Signal signal) {
        if (signal.equals(TaskSignals.MISSED)) {
            byTask.values().forEach(watchers -> watchers.forEach(Runnable::run));
        } else if (!signal.task().isEmpty()) {
            byTask.getOrDefault(signal.task(), Set.of()).forEach(Runnable::run);
        }
    }

    /**
     * Calls back at each change of a task that is watched in Redis, too; fails with 503 when too many watch.
     *
     * @param changed is called on an event loop: must be quick and must not fail
     */
    public Watch open(String task, Runnable changed) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw ProblemException.of(503, "too-many-waiting", "Too many requests wait for a task now.")
                    .withRetryAfter(RETRY_AFTER);
        }
        byTask.compute(task, (id, watchers) -> {
            Set<Runnable> more = watchers == null ? ConcurrentHashMap.newKeySet() : watchers;
            more.add(changed);
            return more;
        });
        return () -> byTask.computeIfPresent(task, (id, watchers) -> {
            if (watchers.remove(changed)) {
                open.decrementAndGet();
            }
            return watchers.isEmpty() ? null : watchers;
        });
    }

    /** Calls back in a second: for who could not look at a task, and may get no further signal of it. */
    public static void lookLater(Runnable look) {
        LATER.execute(look);
    }

    /** How many watch now. */
    public int count() {
        return open.get();
    }
}
