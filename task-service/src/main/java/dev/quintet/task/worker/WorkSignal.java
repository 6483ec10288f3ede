package dev.quintet.task.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private final List<String> streams = new ArrayList<>();
    private final RedisLink link;

    /** @param types whose parked tasks are work, too */
    WorkSignal(QueueRedis redis, Collection<String> types) {
        this.redis = redis;
        for (String priority : List.of("high", "normal", "low")) {
            streams.add(redis.key("stream:" + priority));
        }
        types.forEach(type -> streams.add(redis.key("parked:" + type)));
        this.link = redis.dedicated();
    }

    /** Returns when there is work, or after the time; fails with {@link RedisUnavailableException}. */
    void await(Duration most) throws InterruptedException {
        Request read = Request.cmd(Command.XREAD)
                .arg("COUNT")
                .arg(1)
                .arg("BLOCK")
                .arg(most.toMillis())
                .arg("STREAMS");
        streams.forEach(read::arg);
        streams.forEach(stream -> read.arg("0"));
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
