package dev.quintet.workload.run;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The state machine of a run: {@code STARTING → RUNNING → STOPPING → FINISHED | STOPPED | FAILED}; what never began
 * goes from {@code STARTING} straight to {@code STOPPING}. The first reason to end wins. Thread-safe.
 */
final class RunLife {

    /** The life at one moment. */
    record Moment(
            RunStatus status,
            String message,
            Instant createdAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {}

    private final Clock clock;
    private final Instant createdAt;
    private RunStatus status = RunStatus.STARTING;
    private RunStatus outcome = RunStatus.FINISHED;
    private String message = "";
    private Instant startedAt;
    private Instant endedAt;

    RunLife(Clock clock) {
        this.clock = clock;
        this.createdAt = clock.instant();
    }

    /** Begins; false if it was told to end before. */
    synchronized boolean begin(String what) {
        if (status != RunStatus.STARTING) {
            return false;
        }
        status = RunStatus.RUNNING;
        startedAt = clock.instant();
        message = what;
        return true;
    }

    /**
     * Tells it to end.
     *
     * @param as {@code FINISHED}, {@code STOPPED} or {@code FAILED}
     * @return true for the first who says so
     */
    synchronized boolean stop(RunStatus as, String why) {
        if (as == RunStatus.INTERRUPTED || !as.ended()) {
            throw new IllegalArgumentException("a run does not end as " + as);
        }
        if (status != RunStatus.STARTING && status != RunStatus.RUNNING) {
            return false;
        }
        status = RunStatus.STOPPING;
        outcome = as;
        message = why;
        return true;
    }

    /** Has ended; false if that was known. Only after {@link #stop}. */
    synchronized boolean end() {
        if (status.ended()) {
            return false;
        }
        if (status != RunStatus.STOPPING) {
            throw new IllegalStateException("a run that is " + status.label() + " was not told to end");
        }
        status = outcome;
        endedAt = clock.instant();
        return true;
    }

    synchronized RunStatus status() {
        return status;
    }

    synchronized Moment now() {
        return new Moment(status, message, createdAt, Optional.ofNullable(startedAt), Optional.ofNullable(endedAt));
    }
}
