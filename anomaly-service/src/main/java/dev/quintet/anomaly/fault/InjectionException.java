package dev.quintet.anomaly.fault;

import java.time.Duration;

import dev.quintet.common.problem.ProblemException;

/** A fault could not be injected or not be undone; the message tells the reason and the mend. */
public final class InjectionException extends ProblemException {
    public InjectionException(String detail, Throwable cause) {
        super(503, "injection-failed", detail, cause, Duration.ofSeconds(5));
    }

    public InjectionException(String detail) {
        this(detail, null);
    }
}
