package dev.quintet.task.worker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

import dev.quintet.common.redis.RedisUnavailableException;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.RedisLink;

/**
 * Waits until a queue's streams hold something, by a blocking read on a connection of its own. Claimed entries are
 * deleted, so whatever is in a stream is work; the read takes nothing, the claim does.
 */
final class WorkSignal implements AutoCloseable {
    private final QueueRedis redis;
    private final RedisLink link;

    WorkSignal(QueueRedis redis) {
        this.redis = redis;
        this.link = redis.dedicated();
    }

    /** Returns when there is work, or after the time; fails with {@link RedisUnavailableException}. */
    void await(Duration most) throws InterruptedException {
        Request read = Request.cmd(Command.XREAD)
                .arg("COUNT")
                .arg(1)
                .arg("BLOCK")
                .arg(most.toMillis())
                .arg("STREAMS")
                .arg(redis.key("stream:high"))
                .arg(redis.key("stream:normal"))
                .arg(redis.key("stream:low"))
                .arg("0")
                .arg("0")
                .arg("0");
        CompletableFuture<?> answer =
                link.send(read, most.plus(redis.commandTimeout())).toCompletableFuture();
        try {
            answer.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
