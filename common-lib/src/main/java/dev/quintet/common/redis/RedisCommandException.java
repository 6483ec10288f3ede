package dev.quintet.common.redis;

/** Redis refused a command as wrong, for example on a key of another type: a fault of the program. */
public final class RedisCommandException extends RuntimeException {
    RedisCommandException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether Redis' error begins with this code, for example {@code NOSCRIPT}. */
    public boolean is(String code) {
        return getMessage().startsWith(code);
    }
}
