package dev.quintet.common.stream;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import org.junit.jupiter.api.Test;

import dev.quintet.common.redis.RedisUnavailableException;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Consumers that go silent, and a Redis that is away. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
class StreamRecoveryTest extends StreamFixture {
    /** Reads one entry as a consumer that then goes silent. */
    private String readAs(String name) {
        redis.call(Command.XGROUP, "CREATE", stream, GROUP, "0", "MKSTREAM");
        Response read = redis.call(Command.XREADGROUP, "GROUP", GROUP, name, "COUNT", 1, "STREAMS", stream, ">");
        Response entries =
                read.containsKey(stream) ? read.get(stream) : read.get(0).get(1);
        return entries.get(0).get(0).toString();
    }

    @Test
    void anEntryOfASilentConsumerIsTakenOverAfterTheLease() {
        streams.publish(stream, Map.of("name", "left"));
        String id = readAs("silent");
        redis.call(Command.XCLAIM, stream, GROUP, "silent", 0, id, "IDLE", 3_600_000, "JUSTID");
        consumer = streams.consume(subscription().build(), handled::add);
        patiently()
                .untilAsserted(
                        () -> assertThat(handled).extracting(StreamMessage::id).containsExactly(id));
        assertThat(handled.element().delivery()).isEqualTo(2);
    }

    @Test
    void aConsumerOfTheSameNameTakesItsOwnEntriesAtOnce() {
        streams.publish(stream, Map.of("name", "left"));
        readAs("first");
        consumer = streams.consume(subscription().lease(Duration.ofHours(1)).build(), handled::add);
        patiently().untilAsserted(() -> assertThat(handled).hasSize(1));
    }

    @Test
    void theLeaseIsRenewedWhileTheHandlerWorks() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        streams.publish(stream, Map.of("n", "1"));
        consumer = streams.consume(subscription().build(), message -> {
            handled.add(message);
            release.await();
        });
        patiently().until(() -> handled.size() == 1);
        Queue<StreamMessage> others = new ConcurrentLinkedQueue<>();
        try (StreamConsumer other =
                streams.consume(subscription().consumer("second").build(), others::add)) {
            // Renewed, it is idle for less long than a moment before; twice a second the other asks for what is idle.
            for (int renewal = 0; renewal < 2; renewal++) {
                long[] idle = {0};
                patiently().until(() -> {
                    long before = idle[0];
                    idle[0] = pending().get(0).get(2).toLong();
                    return idle[0] < before;
                });
            }
            release.countDown();
            patiently().untilAsserted(() -> assertThat(length(stream)).isZero());
        }
        assertThat(others).isEmpty();
        assertThat(handled).hasSize(1);
    }

    @Test
    void aConsumerThatLostItsLeaseCannotAcknowledge() {
        CountDownLatch release = new CountDownLatch(1);
        String id = streams.publish(stream, Map.of("n", "1"));
        consumer = streams.consume(subscription().lease(Duration.ofHours(1)).build(), message -> {
            handled.add(message);
            release.await();
        });
        patiently().until(() -> handled.size() == 1);
        redis.call(Command.XCLAIM, stream, GROUP, "second", 0, id);
        release.countDown();
        patiently().until(() -> consumer.inFlight() == 0);
        assertThat(length(stream)).isEqualTo(1);
        assertThat(pending().get(0).get(1).toString()).isEqualTo("second");
    }

    @Test
    void publishingToARedisThatIsAwayIs503() {
        engine.kill();
        assertThatThrownBy(() -> streams.publish(stream, Map.of("n", "1")))
                .isInstanceOfSatisfying(RedisUnavailableException.class, away -> {
                    assertThat(away.status()).isEqualTo(503);
                    assertThat(away.headers()).containsKey("Retry-After");
                });
    }

    @Test
    void nothingPublishedIsLostWhenRedisIsKilledAndStartedAgain() {
        // Synced each second, Redis answers before it writes while a slow disk still syncs: a kill would lose that.
        redis.call(Command.CONFIG, "SET", "appendfsync", "always");
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        Set<String> done = ConcurrentHashMap.newKeySet();
        consumer =
                streams.consume(subscription().concurrency(4).maxDeliveries(100).build(), message -> {
                    TimeUnit.MILLISECONDS.sleep(1);
                    done.add(message.fields().get("n"));
                });
        AtomicBoolean publishing = new AtomicBoolean(true);
        Thread publisher = new Thread(() -> {
            for (int i = 0; publishing.get(); i++) {
                String n = Integer.toString(i);
                try {
                    streams.publish(stream, Map.of("n", n));
                    accepted.add(n);
                } catch (RedisUnavailableException away) {
                    await().atMost(Duration.ofMinutes(1))
                            .pollDelay(Duration.ofMillis(20))
                            .until(() -> true);
                }
            }
        });
        publisher.start();
        patiently().until(() -> accepted.size() > 200);
        engine.kill();
        engine.start();
        int before = accepted.size();
        patiently().until(() -> accepted.size() > before + 200);
        publishing.set(false);
        patiently().until(() -> !publisher.isAlive());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(length(stream)).isZero());
        Set<String> lost = new TreeSet<>(accepted);
        lost.removeAll(done);
        assertThat(lost).isEmpty();
    }
}
