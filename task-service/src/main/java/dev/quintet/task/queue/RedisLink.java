package dev.quintet.task.queue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.PooledRedisConnection;

import dev.quintet.common.redis.RedisUnavailableException;

/**
 * One connection to Redis that many callers share, their commands pipelined; opened on first use, and anew after it
 * broke or no answer came in time.
 *
 * <p>Why not the pool: it gives a connection to one command at a time, so that a thousand callers queue for six.
 */
// What fails on the way reaches the callers by their own answers.
@SuppressWarnings("FutureReturnValueIgnored")
public final class RedisLink implements AutoCloseable {
    private final Redis redis;
    private final Duration timeout;
    private final AtomicReference<CompletableFuture<RedisConnection>> current = new AtomicReference<>();
    private volatile long lastAnswerNanos = System.nanoTime();

    /** @param timeout how long a command may take before it fails */
    public RedisLink(Redis redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    /** Fails with {@link RedisUnavailableException}, or {@link RedisRefusal} when the command is at fault. */
    public CompletionStage<Response> send(Request request) {
        return send(request, timeout);
    }

    /** As {@link #send(Request)} with a time limit of its own, for a command that blocks. */
    public CompletionStage<Response> send(Request request, Duration limit) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        CompletableFuture<RedisConnection> used = connection();
        used.whenComplete((connection, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
                return;
            }
            connection.send(request).onComplete(sent -> {
                lastAnswerNanos = System.nanoTime();
                if (sent.succeeded()) {
                    answer.complete(sent.result());
                } else {
                    answer.completeExceptionally(sent.cause());
                }
            });
        });
        return answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).handle((response, failure) -> {
            if (failure == null) {
                return response;
            }
            if (!isAlive(failure, limit)) {
                giveUp(used);
            }
            throw RedisRefusal.translate(failure);
        });
    }

    /**
     * An answer, if an unwelcome one, shows that the connection works; and one late answer among others that come is
     * this machine's own backlog, to which a new connection would only add.
     */
    private boolean isAlive(Throwable failure, Duration limit) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean late = cause instanceof TimeoutException;
        return RedisRefusal.isReply(cause) || (late && System.nanoTime() - lastAnswerNanos < limit.toNanos() / 2);
    }

    private CompletableFuture<RedisConnection> connection() {
        while (true) {
            CompletableFuture<RedisConnection> known = current.get();
            if (known != null && !known.isCompletedExceptionally()) {
                return known;
            }
            CompletableFuture<RedisConnection> opened = new CompletableFuture<>();
            if (current.compareAndSet(known, opened)) {
                open(opened);
                return opened;
            }
        }
    }

    private void open(CompletableFuture<RedisConnection> opened) {
        opened.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        redis.connect()
                .onSuccess(connection -> {
                    connection.exceptionHandler(broken -> giveUp(opened));
                    connection.endHandler(ended -> giveUp(opened));
                    if (!opened.complete(connection)) {
                        discard(connection);
                    }
                })
                .onFailure(opened::completeExceptionally);
    }

    private void giveUp(CompletableFuture<RedisConnection> used) {
        if (current.compareAndSet(used, null)) {
            used.thenAccept(RedisLink::discard);
        }
    }

    /** Closed for good: a pooled connection would else be lent on with commands still under way on it. */
    private static void discard(RedisConnection connection) {
        if (connection instanceof PooledRedisConnection pooled) {
            // Its end takes it out of the pool; closing the loan as well would lend it on before that.
            pooled.actual().forceClose();
        } else {
            connection.close();
        }
    }

    @Override
    public void close() {
        CompletableFuture<RedisConnection> known = current.getAndSet(null);
        if (known != null) {
            known.thenAccept(RedisLink::discard);
        }
    }
}
