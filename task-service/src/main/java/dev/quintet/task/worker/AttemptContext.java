package dev.quintet.task.worker;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jboss.logging.Logger;

import dev.quintet.task.handler.TaskContext;
import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.Standing;
import dev.quintet.task.queue.TaskLeases;

/** What a handler sees of its attempt. */
final class AttemptContext implements TaskContext {
    private static final int LONGEST_MESSAGE = 200;

    private final Attempt attempt;
    private final TaskLeases leases;
    private final AtomicReference<Note> next = new AtomicReference<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    private record Note(double value, String message) {}

    AttemptContext(Attempt attempt, TaskLeases leases) {
        this.attempt = attempt;
        this.leases = leases;
    }

    @Override
    public String taskId() {
        return claim().id();
    }

    @Override
    public int attempt() {
        return claim().attempt();
    }

    @Override
    public long fencingToken() {
        return Long.parseLong(claim().token());
    }

    @Override
    public Instant deadline() {
        return Instant.ofEpochMilli(
                claim().claimedAtMillis() + attempt.options().timeoutMillis());
    }

    @Override
    public boolean cancelled() {
        return attempt.stopped();
    }

    @Override
    public void progress(double value, String message) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("progress is 0..1, not " + value);
        }
        String text = message == null ? "" : message;
        next.set(new Note(value, text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE)));
        send();
    }

    private void send() {
        while (next.get() != null && underWay.compareAndSet(false, true)) {
            Note note = next.getAndSet(null);
            if (note == null) {
                underWay.set(false);
                continue;
            }
            leases.progress(claim(), note.value(), note.message()).whenComplete((standing, failure) -> {
                // A note that is lost is no loss: the next one says more.
                if (failure == null && standing != Standing.OK) {
                    attempt.stop(standing == Standing.CANCEL ? Stop.CANCEL : Stop.LOST, System.nanoTime());
                }
                underWay.set(false);
                send();
            });
        }
    }

    @Override
    public Logger logger() {
        return Logger.getLogger("dev.quintet.task." + claim().type());
    }

    private Claim claim() {
        return attempt.claim();
    }
}
