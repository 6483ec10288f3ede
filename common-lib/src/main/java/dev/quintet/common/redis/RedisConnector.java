package dev.quintet.common.redis;

import java.time.Duration;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.redis.client.RedisClientName;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.PooledRedisConnection;
import io.vertx.redis.client.impl.types.ErrorType;
import org.jboss.logging.Logger;

/**
 * Sends commands to Redis with a time limit, and tells "Redis is away" from "the command is wrong".
 *
 * <p>Commands share a pool; a blocking read takes a connection of its own by {@link #dedicated}, from another pool, so
 * that it never starves them.
 */
@Singleton
public class RedisConnector {
    /** How long one command may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int STALE_CONNECTIONS = 3;

    /** Redis is there, but full, loading, read-only or unable to persist: the command itself was fine. */
    private static final Set<String> REFUSALS =
            Set.of("OOM", "LOADING", "READONLY", "MISCONF", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY");

    private static final Logger LOG = Logger.getLogger(RedisConnector.class);

    private final Redis shared;
    private final Redis blocking;

    RedisConnector(Redis shared, @RedisClientName("blocking") Redis blocking) {
        this.shared = shared;
        this.blocking = blocking;
    }

    /**
     * One command, for example {@code send(Command.HGET, "key", "field")}; arguments are sent by {@code toString},
     * byte arrays as they are. Fails with {@link RedisUnavailableException} or {@link RedisCommandException}.
     */
    public Uni<Response> send(Command command, Object... arguments) {
        Uni<Response> sent = Uni.createFrom()
                .deferred(() -> shared.send(request(command, arguments)))
                .onFailure(RedisConnector::wasNeverSent)
                .retry()
                .atMost(STALE_CONNECTIONS);
        return translate(sent, TIMEOUT, command);
    }

    /** The pool gave a connection that had ended before: nothing reached Redis, so another may be tried. */
    private static boolean wasNeverSent(Throwable failure) {
        return "Connection is closed".equals(failure.getMessage());
    }

    /** As {@link #send}, waiting for the answer. Not for event loops. */
    public Response call(Command command, Object... arguments) {
        return send(command, arguments).await().indefinitely();
    }

    /** A connection for one user alone, who {@link #discard}s it. Blocks up to {@link #TIMEOUT}. */
    public RedisConnection dedicated() {
        return translate(blocking.connect(), TIMEOUT, Command.PING).await().indefinitely();
    }

    /** As {@link #call} on a dedicated connection, with a time limit that allows for the command's own wait. */
    public static Response call(RedisConnection connection, Duration timeout, Command command, Object... arguments) {
        return translate(connection.send(request(command, arguments)), timeout, command)
                .await()
                .indefinitely();
    }

    /**
     * Ends a dedicated connection for good. Given back to its pool it could be lent on with a command under way, and
     * the next user would get that command's answer.
     */
    public static void discard(RedisConnection connection) {
        if (connection.getDelegate() instanceof PooledRedisConnection pooled) {
            // Its end takes it out of the pool; closing the loan as well would lend it on before that.
            pooled.actual().forceClose();
        } else {
            connection.closeAndForget();
        }
    }

    private static Request request(Command command, Object... arguments) {
        Request request = Request.cmd(command);
        for (Object argument : arguments) {
            if (argument instanceof byte[] bytes) {
                request.arg(io.vertx.mutiny.core.buffer.Buffer.buffer(bytes));
            } else {
                request.arg(argument.toString());
            }
        }
        return request;
    }

    private static <T> Uni<T> translate(Uni<T> answer, Duration timeout, Command command) {
        return answer.ifNoItem().after(timeout).fail().onFailure().transform(cause -> translate(cause, command));
    }

    private static RuntimeException translate(Throwable cause, Command command) {
        LOG.debugf(cause, "Redis command %s failed", command);
        if (cause instanceof TimeoutException) {
            return new RedisUnavailableException("Redis did not answer in time.", cause);
        }
        if (cause instanceof ErrorType error && !code(error).equals("CONNECTION_CLOSED")) {
            return REFUSALS.contains(code(error))
                    ? new RedisUnavailableException("Redis cannot take this command now.", cause)
                    : new RedisCommandException(error.toString(), cause);
        }
        if (cause.getMessage() != null && cause.getMessage().startsWith("Redis command is not valid")) {
            return new RedisCommandException("ERR wrong number of arguments for " + command, cause);
        }
        return new RedisUnavailableException("Redis cannot be reached.", cause);
    }

    private static String code(ErrorType error) {
        return error.toString().split(" ", 2)[0];
    }
}
