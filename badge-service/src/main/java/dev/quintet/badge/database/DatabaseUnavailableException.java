package dev.quintet.badge.database;

import java.time.Duration;

import dev.quintet.common.problem.ProblemException;

/** PostgreSQL did not answer. Clients get 503 with {@code Retry-After}; nothing was written, or asking again is safe. */
public final class DatabaseUnavailableException extends ProblemException {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** @param cause null where it was not even tried */
    public DatabaseUnavailableException(Throwable cause) {
        super(503, "database-unavailable", "The database cannot be reached now.", cause, RETRY_AFTER);
    }
}
