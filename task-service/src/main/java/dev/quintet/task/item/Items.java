package dev.quintet.task.item;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import jakarta.inject.Singleton;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import dev.quintet.common.api.task.ItemView;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.TaskJson;

/** Processed items in Redis, by the queue's connection: each for a while, and not too many. */
@Singleton
public class Items {
    private static final String BASE = "{quintet:items}";

    private final QueueRedis redis;
    private final ItemConfig config;
    private final String store = script("store.lua");
    private final String draw = script("draw.lua");

    Items(QueueRedis redis, ItemConfig config) {
        this.redis = redis;
        this.config = config;
    }

    private static String script(String name) {
        try (InputStream in = Items.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** An id that no stored item has. */
    CompletionStage<Long> drawId() {
        return redis.send(run(draw)).thenApply(Response::toLong);
    }

    /** Replaces an item of the same id. Waits for Redis. */
    void store(ItemView item) throws InterruptedException, ExecutionException {
        redis.send(run(store)
                        .arg(item.id())
                        .arg(TaskJson.write(item))
                        .arg(config.ttl().toMillis())
                        .arg(config.maxStored()))
                .toCompletableFuture()
                .get();
    }

    CompletionStage<Optional<ItemView>> find(long id) {
        return redis.send(Request.cmd(Command.GET).arg(BASE + ":item:" + id))
                .thenApply(json ->
                        json == null ? Optional.empty() : Optional.of(TaskJson.read(json.toString(), ItemView.class)));
    }

    private static Request run(String script) {
        return Request.cmd(Command.EVAL).arg(script).arg(1).arg(BASE);
    }
}
