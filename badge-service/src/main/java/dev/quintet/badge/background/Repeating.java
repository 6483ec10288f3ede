package dev.quintet.badge.background;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import dev.quintet.badge.database.DatabaseUnavailableException;
import dev.quintet.common.redis.RedisUnavailableException;

/** Work that is done again and again on a thread of its own, whatever went wrong the last time. */
public final class Repeating implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Repeating.class);

    private final String name;
    private final Runnable work;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean nudged = new AtomicBoolean();
    private boolean away;

    /** @param name of the work, for its thread and the log */
    public Repeating(String name, Runnable work) {
        this.name = name;
        this.work = work;
        this.thread = new ScheduledThreadPoolExecutor(1, job -> new Thread(job, "badge-" + name));
    }

    /** Begins now; pauses after each time. */
    public void start(Duration pause) {
        var unused = thread.scheduleWithFixedDelay(this::once, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Once more as soon as the thread is free, however often this is called until then. */
    public void nudge() {
        if (nudged.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    nudged.set(false);
                    once();
                });
            } catch (RejectedExecutionException stopped) {
                LOG.debugf("%s has stopped", name);
            }
        }
    }

    /** Interrupts what is under way. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void once() {
        try {
            work.run();
            away = false;
        } catch (DatabaseUnavailableException | RedisUnavailableException lost) {
            if (!away) {
                LOG.warnf("%s waits: %s", name, lost.getMessage());
            }
            away = true;
        } catch (RuntimeException unexpected) {
            // An exception that left here would end the schedule for good.
            if (thread.isShutdown()) {
                LOG.debugf(unexpected, "%s was interrupted by its end", name);
            } else {
                LOG.errorf(unexpected, "%s failed and goes on", name);
            }
        }
    }
}
