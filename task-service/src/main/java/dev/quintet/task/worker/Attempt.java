package dev.quintet.task.worker;

import java.time.Duration;
import java.util.Optional;

import dev.quintet.common.api.task.TaskError;
import dev.quintet.task.handler.PermanentFailure;
import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.Ending;
import dev.quintet.task.queue.TaskOptions;

/**
 * One attempt: knows the thread it runs on, interrupts it, and turns what came of it into an ending.
 *
 * <p>INVARIANT: an interrupt reaches the thread only while it runs this attempt's handler; and the attempt has one
 * ending, by the handler or by being given up, whichever is first.
 */
final class Attempt {
    /** How an attempt comes out of its handler. */
    interface Body {
        String run() throws Exception;
    }

    /** An ending and, unless it is a success, why. */
    record Outcome(Optional<Ending> ending, Optional<TaskError> error) {}

    private final Claim claim;
    private final TaskOptions options;
    private final long beganNanos;
    private Thread thread;
    private Stop stop;
    private long stoppedNanos;
    private boolean over;

    Attempt(Claim claim, TaskOptions options, long beganNanos) {
        this.claim = claim;
        this.options = options;
        this.beganNanos = beganNanos;
    }

    Claim claim() {
        return claim;
    }

    TaskOptions options() {
        return options;
    }

    Duration since(long nanos) {
        return Duration.ofNanos(nanos - beganNanos);
    }

    synchronized boolean stopped() {
        return stop != null;
    }

    /** Whether it has taken longer than it may, and was not told to stop yet. */
    synchronized boolean overdue(long nanos) {
        return !over && stop == null && since(nanos).toMillis() >= options.timeoutMillis();
    }

    /** Whether it was told to stop so long ago, and has not. */
    synchronized boolean stuck(long nanos, Duration patience) {
        return !over && stop != null && nanos - stoppedNanos >= patience.toNanos();
    }

    /** Tells the handler to stop; the first reason stands, but a lost lease outdoes all others. False when it is over. */
    synchronized boolean stop(Stop reason, long nanos) {
        if (over) {
            return false;
        }
        if (stop == null) {
            stoppedNanos = nanos;
        }
        if (stop == null || reason == Stop.LOST) {
            stop = reason;
        }
        if (thread != null) {
            thread.interrupt();
        }
        return true;
    }

    /** Runs the handler on this thread; empty when the attempt was given up meanwhile. */
    Optional<Outcome> run(Body body, Endings endings) {
        String result = null;
        Throwable failure = null;
        try {
            begin();
            result = body.run();
        } catch (Throwable anything) {
            // An Error too: it must not cost the worker its thread, nor the task its ending.
            failure = anything;
        }
        return finish(result, failure, endings);
    }

    private synchronized void begin() throws InterruptedException {
        if (stop != null) {
            throw new InterruptedException();
        }
        thread = Thread.currentThread();
    }

    private synchronized Optional<Outcome> finish(String result, Throwable failure, Endings endings) {
        thread = null;
        boolean interrupted = Thread.interrupted();
        if (over) {
            return Optional.empty();
        }
        over = true;
        if (failure == null) {
            boolean mine = stop != Stop.LOST;
            return Optional.of(new Outcome(
                    mine ? Optional.of(Ending.succeeded(claim, result)) : Optional.empty(), Optional.empty()));
        }
        if (stop != null) {
            return Optional.of(endings.stopped(this, stop));
        }
        if (failure instanceof PermanentFailure permanent) {
            return Optional.of(endings.failed(this, permanent));
        }
        return Optional.of(endings.again(this, failure, interrupted));
    }

    /** Gives up on a handler that does not stop; empty when it ended after all. */
    synchronized Optional<Outcome> giveUp(Endings endings) {
        if (over) {
            return Optional.empty();
        }
        over = true;
        return Optional.of(endings.stopped(this, stop == null ? Stop.TIMEOUT : stop));
    }
}
