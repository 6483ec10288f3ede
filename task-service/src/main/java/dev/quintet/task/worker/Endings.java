package dev.quintet.task.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import dev.quintet.common.api.task.TaskError;
import dev.quintet.task.handler.PermanentFailure;
import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.Ending;
import dev.quintet.task.queue.TaskJson;

/** What becomes of an attempt that did not succeed. */
final class Endings {
    private static final int LONGEST_MESSAGE = 2000;

    private final RandomGenerator random;

    Endings(RandomGenerator random) {
        this.random = random;
    }

    /** The handler was told to stop, and did, or was given up. */
    Attempt.Outcome stopped(Attempt attempt, Stop reason) {
        Claim claim = attempt.claim();
        return switch (reason) {
            case LOST -> new Attempt.Outcome(Optional.empty(), Optional.empty());
            case CANCEL -> new Attempt.Outcome(Optional.of(Ending.cancelled(claim)), Optional.empty());
            case SHUTDOWN -> new Attempt.Outcome(Optional.of(Ending.released(claim)), Optional.empty());
            case TIMEOUT -> {
                Duration limit = Duration.ofMillis(attempt.options().timeoutMillis());
                yield retry(
                        attempt,
                        new TaskError(
                                "timeout",
                                "The attempt took longer than " + limit.toMillis() + " ms.",
                                claim.attempt()));
            }
        };
    }

    /** Another attempt would not help. */
    Attempt.Outcome failed(Attempt attempt, PermanentFailure failure) {
        Claim claim = attempt.claim();
        TaskError error = new TaskError(failure.kind(), text(failure), claim.attempt());
        return new Attempt.Outcome(Optional.of(Ending.failed(claim, TaskJson.write(error))), Optional.of(error));
    }

    /** Something else went wrong: worth another attempt. */
    Attempt.Outcome again(Attempt attempt, Throwable failure, boolean interrupted) {
        String message = interrupted || failure instanceof InterruptedException ? "interrupted" : text(failure);
        return retry(attempt, new TaskError("handler", message, attempt.claim().attempt()));
    }

    private Attempt.Outcome retry(Attempt attempt, TaskError error) {
        Claim claim = attempt.claim();
        Duration pause = attempt.options().backoff().after(claim.attempt(), random);
        return new Attempt.Outcome(Optional.of(Ending.retry(claim, TaskJson.write(error), pause)), Optional.of(error));
    }

    /** The sentence a handler gave; without one the kind of failure, without its package. */
    private static String text(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
