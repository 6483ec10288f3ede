package dev.quintet.anomaly.workload;

import java.time.Duration;

import dev.quintet.common.problem.ProblemException;

/** The workload-service is away or refuses; the message tells its words. */
public final class WorkloadException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final int answered;

    /** @param answered its status; 0 = none came */
    WorkloadException(int answered, String detail, Throwable cause) {
        super(503, "workload-failed", detail, cause, Duration.ofSeconds(5));
        this.answered = answered;
    }

    /** Whether it answered that what was asked for is wrong, and would again. */
    public boolean refused() {
        return answered / 100 == 4;
    }

    /** The workload-service's status; 0 = it did not answer. */
    public int answered() {
        return answered;
    }
}
