package dev.quintet.task.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jboss.logging.Logger;

/**
 * Threads that run attempts: one for each, made when none is free, and gone after half a minute without work.
 *
 * <p>INVARIANT: there are at least as many idle threads as attempts that wait for one, so that none waits for a handler to
 * end. Idle threads are woken one after the other: under a flood of short attempts those that are awake do the next ones
 * too, and a thread's waking costs more than such an attempt.
 */
final class AttemptThreads implements Executor {
    private static final Logger LOG = Logger.getLogger(AttemptThreads.class);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ThreadFactory factory;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int threads;
    private int idle;
    private boolean waking;
    private boolean closed;

    /** @param most threads at a time */
    AttemptThreads(ThreadFactory factory, int most) {
        this.factory = factory;
        this.most = most;
    }

    /** {@link RejectedExecutionException} when all threads are taken, or after the close. */
    @Override
    public void execute(Runnable attempt) {
        lock.lock();
        try {
            if (closed || (idle <= waiting.size() && threads == most)) {
                throw new RejectedExecutionException("no thread");
            }
            if (idle > waiting.size()) {
                waiting.add(attempt);
                wakeOne();
                return;
            }
            threads++;
        } finally {
            lock.unlock();
        }
        begin(attempt);
    }

    private void begin(Runnable attempt) {
        try {
            factory.newThread(() -> live(attempt)).start();
        } catch (OutOfMemoryError none) {
            gone();
            throw new RejectedExecutionException("no thread", none);
        }
    }

    private void gone() {
        lock.lock();
        try {
            threads--;
        } finally {
            lock.unlock();
        }
    }

    private void wakeOne() {
        if (!waking && !waiting.isEmpty()) {
            waking = true;
            work.signal();
        }
    }

    private void live(Runnable first) {
        for (Runnable attempt = first; attempt != null; attempt = next()) {
            try {
                attempt.run();
            } catch (RuntimeException | Error failure) {
                LOG.error("An attempt failed outside its handler", failure);
            }
        }
    }

    /** Null when this thread is to end. */
    private Runnable next() {
        lock.lock();
        try {
            idle++;
            long left = IDLE_NANOS;
            while (waiting.isEmpty() && !closed && left > 0) {
                try {
                    left = work.awaitNanos(left);
                } catch (InterruptedException late) {
                    // Meant for an attempt that is over: its handler was told to stop just as it ended.
                    LOG.debug("An interrupt came late");
                }
                waking = false;
            }
            idle--;
            Runnable attempt = waiting.poll();
            if (attempt == null) {
                threads--;
            }
            wakeOne();
            return attempt;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what runs goes on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
