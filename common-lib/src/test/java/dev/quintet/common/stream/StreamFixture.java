package dev.quintet.common.stream;

import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.inject.Inject;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisUnavailableException;
import dev.quintet.local.engine.RedisEngine;

import static org.awaitility.Awaitility.await;

/** A stream and a consumer of its own for each test, on a Redis that may be killed. */
abstract class StreamFixture {
    static final String GROUP = "workers";

    @Inject
    RedisStreams streams;

    @Inject
    RedisConnector redis;

    RedisEngine engine;

    final Queue<StreamMessage> handled = new ConcurrentLinkedQueue<>();
    String stream;
    StreamConsumer consumer;

    @BeforeEach
    void freshStream() {
        stream = "test:{" + UUID.randomUUID() + "}";
        consumer = null;
    }

    @AfterEach
    void stop() {
        if (consumer != null) {
            consumer.close();
        }
        if (!engine.isAlive()) {
            engine.start();
        }
        patiently()
                .ignoreExceptions()
                .until(() -> redis.call(Command.PING).toString().equals("PONG"));
    }

    StreamSubscription.Builder subscription() {
        return StreamSubscription.builder(stream, GROUP)
                .consumer("first")
                // Lost by no thread that stands still for some seconds; renewed every four.
                .lease(Duration.ofSeconds(12))
                .retryDelay(Duration.ofMillis(20));
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1)).ignoreExceptionsInstanceOf(RedisUnavailableException.class);
    }

    int length(String key) {
        return redis.call(Command.XLEN, key).toInteger();
    }

    Response pending() {
        return redis.call(Command.XPENDING, stream, GROUP, "-", "+", 10);
    }
}
