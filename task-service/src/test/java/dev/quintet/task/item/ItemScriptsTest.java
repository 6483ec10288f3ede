package dev.quintet.task.item;

import java.time.Duration;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.task.ItemView;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.RealRedis;

import static dev.quintet.task.queue.RealRedis.await;
import static org.assertj.core.api.Assertions.assertThat;

class ItemScriptsTest {
    private record Settings(Duration answerWithin, Duration ttl, int maxStored, boolean slowProcessing)
            implements ItemConfig {}

    private static ItemView item(long id) {
        return new ItemView(id, "n" + id, null, 1.0, null, 1.0);
    }

    @Test
    void anItemIsKeptForAWhileAndTheOldestGoFirst() throws Exception {
        try (RealRedis redis = new RealRedis();
                QueueRedis keys = redis.queue("q")) {
            Items items = new Items(keys, new Settings(Duration.ZERO, Duration.ofMinutes(1), 2, false));
            items.store(item(1));
            assertThat(await(items.find(1))).contains(item(1));
            assertThat(redis.command(Command.PTTL, "{quintet:items}:item:1").toLong())
                    .isBetween(1L, 60_000L);

            // Of the same millisecond the smaller id is the older one.
            items.store(item(2));
            items.store(item(3));
            assertThat(await(items.find(1))).isEmpty();
            assertThat(await(items.find(2))).contains(item(2));
            assertThat(await(items.find(3))).contains(item(3));
            assertThat(redis.command(Command.ZCARD, "{quintet:items}:stored").toInteger())
                    .isEqualTo(2);
        }
    }

    @Test
    void aDrawnIdIsOneThatNoItemHas() throws Exception {
        try (RealRedis redis = new RealRedis();
                QueueRedis keys = redis.queue("q")) {
            Items items = new Items(keys, new Settings(Duration.ZERO, Duration.ofMinutes(1), 9, false));
            items.store(item(2));
            assertThat(await(items.drawId())).isEqualTo(1);
            assertThat(await(items.drawId())).isEqualTo(3);
            assertThat(await(items.drawId())).isEqualTo(4);
        }
    }
}
