package dev.quintet.task.item;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;

import dev.quintet.common.api.task.ItemView;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;
import dev.quintet.task.queue.TaskJson;

/** Processed items in Redis: each for a while, and not too many. */
@Singleton
public class Items {
    private static final String BASE = "{quintet:items}";

    private final RedisConnector redis;
    private final RedisScript store;
    private final RedisScript draw;
    private final ItemConfig config;

    Items(RedisConnector redis, ItemConfig config) {
        this.redis = redis;
        this.config = config;
        this.store = RedisScript.load(redis, Items.class, "store.lua");
        this.draw = RedisScript.load(redis, Items.class, "draw.lua");
    }

    /** An id that no stored item has. */
    Uni<Long> drawId() {
        return draw.run(List.of(BASE)).map(Response::toLong);
    }

    /** Replaces an item of the same id. Blocks. */
    void store(ItemView item) {
        store.call(List.of(BASE), item.id(), TaskJson.write(item), config.ttl().toMillis(), config.maxStored());
    }

    Uni<Optional<ItemView>> find(long id) {
        return redis.send(Command.GET, BASE + ":item:" + id)
                .map(json ->
                        json == null ? Optional.empty() : Optional.of(TaskJson.read(json.toString(), ItemView.class)));
    }
}
