package dev.quintet.common.redis;

import java.time.Duration;

import dev.quintet.common.problem.ProblemException;

/** Redis did not answer, or cannot take writes now. Clients get 503 with {@code Retry-After}; nothing was done. */
public final class RedisUnavailableException extends ProblemException {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    public RedisUnavailableException(String detail, Throwable cause) {
        super(503, "redis-unavailable", detail, cause, RETRY_AFTER);
    }
}
