package dev.quintet.task.queue;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import io.vertx.redis.client.impl.types.ErrorType;

import dev.quintet.common.redis.RedisUnavailableException;

/** Redis understood a command and refused it: a fault of the program, for example a script it does not know. */
public final class RedisRefusal extends RuntimeException {
    /** Redis is there but full, starting, read-only or unable to persist: the command itself was fine. */
    private static final Set<String> PASSING = Set.of(
            "OOM", "LOADING", "READONLY", "MISCONF", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY", "NOREPLICAS");

    RedisRefusal(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether Redis' error begins with this code. */
    boolean is(String code) {
        return getMessage().startsWith(code);
    }

    /** Whether Redis said this itself; the client calls the end of a connection an error of the same type. */
    static boolean isReply(Throwable failure) {
        return failure instanceof ErrorType error && !error.is("CONNECTION_CLOSED");
    }

    static RuntimeException translate(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RedisUnavailableException || cause instanceof RedisRefusal) {
            return (RuntimeException) cause;
        }
        if (isReply(cause)) {
            ErrorType error = (ErrorType) cause;
            String message = error.toString();
            String code = message.split(" ", 2)[0];
            return PASSING.contains(code)
                    ? new RedisUnavailableException("Redis cannot take this now.", cause)
                    : new RedisRefusal(message, cause);
        }
        return new RedisUnavailableException("Redis cannot be reached.", cause);
    }
}
