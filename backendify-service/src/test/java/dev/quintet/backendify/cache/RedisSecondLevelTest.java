package dev.quintet.backendify.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.quintet.local.engine.RedisEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RedisSecondLevelTest {
    private static RedisEngine redis;
    private static Vertx vertx;

    private final MovableClock clock = new MovableClock();

    @BeforeAll
    static void start(@TempDir Path folder) {
        redis = RedisEngine.start(folder, 0);
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.stop();
    }

    @Test
    void whatOneReplicaLearnsAnotherKnowsUntilItIsForgotten() throws Exception {
        RedisSecondLevel one = store(redis.port());
        RedisSecondLevel other = store(redis.port());
        one.put("us../ü", StoredCompany.found("Acme", Optional.empty(), clock.instant()));
        one.put("us2", StoredCompany.found("Other", Optional.empty(), clock.instant()));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(get(other, "us../ü").map(StoredCompany::name))
                        .contains("Acme"));
        other.remove("us../ü");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(get(one, "us../ü")).isEmpty());
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(get(one, "us2")).isPresent());
        other.clear();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(get(one, "us2")).isEmpty());
        one.close();
        other.close();
    }

    @Test
    void whatHasExpiredIsNotWritten() throws Exception {
        RedisSecondLevel store = store(redis.port());
        byte[] old = StoredCompany.found("Old", Optional.empty(), clock.instant());
        clock.advance(Duration.ofHours(24));
        store.put("us-old", old);
        store.put("us-new", StoredCompany.found("New", Optional.empty(), clock.instant()));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(get(store, "us-new")).isPresent());
        assertThat(get(store, "us-old")).isEmpty();
        store.close();
    }

    @Test
    void withoutRedisEverythingIsAMissAndNobodyWaits() throws Exception {
        RedisSecondLevel store = store(1);
        store.put("us1", StoredCompany.found("Acme", Optional.empty(), clock.instant()));
        for (int i = 0; i < 100; i++) {
            assertThat(get(store, "us1")).isEmpty();
        }
        store.clear();
        store.remove("us1");
        store.close();
    }

    private RedisSecondLevel store(int port) {
        String password = redis.password().isEmpty() ? "" : ":" + redis.password() + "@";
        return new RedisSecondLevel(
                vertx,
                "redis://" + password + "127.0.0.1:" + port,
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofHours(24),
                clock);
    }

    private static Optional<byte[]> get(RedisSecondLevel store, String key) throws Exception {
        CompletableFuture<Optional<byte[]>> found = new CompletableFuture<>();
        store.get(key, found::complete);
        return found.get(60, TimeUnit.SECONDS);
    }
}
