package dev.quintet.backendify.backend;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How one call to a backend ended. */
public sealed interface BackendAnswer {

    /**
     * The company.
     *
     * @param name as the backend gave it, never empty
     * @param activeUntil its end, if it has one
     */
    record Found(String name, Optional<Instant> activeUntil) implements BackendAnswer {}

    /** The backend says that it has no such company. */
    record NotFound() implements BackendAnswer {}

    /**
     * The backend asks for fewer calls: 429, or 503 with {@code Retry-After}.
     *
     * @param retryAfter how long it wants to be left alone; zero if it did not say
     */
    record Throttled(Duration retryAfter) implements BackendAnswer {}

    /** The answer is not what the backend's contract promises. */
    record Broken(String reason) implements BackendAnswer {}

    /** No answer, or one that says the backend failed. */
    record Failed(Kind kind, String reason, Duration retryAfter) implements BackendAnswer {
        public Failed(Kind kind, String reason) {
            this(kind, reason, Duration.ofSeconds(1));
        }
    }

    /** Why there is no answer. */
    enum Kind {
        /** It did not answer inside the call's time limit. */
        TIMEOUT,
        /** It refused or dropped the connection. */
        CONNECTION,
        /** It answered 5xx. */
        ERROR,
        /** It asked to be left alone, and is. */
        THROTTLED,
        /** Its circuit is open. */
        CIRCUIT_OPEN,
        /** More calls wait for it than it can bear in time. */
        OVERLOADED
    }
}
