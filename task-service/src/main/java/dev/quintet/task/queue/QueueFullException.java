package dev.quintet.task.queue;

import java.time.Duration;

import dev.quintet.common.problem.ProblemException;

/** As many tasks wait as may: the sender gets 429 and is told when to come again. Nothing was accepted. */
public final class QueueFullException extends ProblemException {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    QueueFullException(String queue, long backlog) {
        this("Queue " + queue + " holds " + backlog + " tasks; with what was sent it would be past its limit.");
    }

    QueueFullException(String detail) {
        super(429, "queue-full", detail, null, RETRY_AFTER);
    }
}
