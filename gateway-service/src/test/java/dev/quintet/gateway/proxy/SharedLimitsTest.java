package dev.quintet.gateway.proxy;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.gateway.limit.LimitState;
import dev.quintet.gateway.wire.Crowd;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Two gateways on one Redis. A route with a burst of 50 and one request an hour: time changes no count. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class SharedLimitsTest {
    private static final String PATH = "/test/shared/x";
    private static final int BURST = 50;
    private static final int CLIENTS = 4;

    RawUpstream upstream;
    RedisEngine redis;

    @Inject
    FrontServer front;

    @Inject
    LimitState limits;

    @Inject
    SecondGateway second;

    @Inject
    RedisConnector connector;

    @BeforeEach
    void aWholeBurstIsThere() {
        upstream.does(call -> call.ok("fine"));
        bothAskRedis();
        connector
                .send(Command.DEL, "quintet:gateway:limit:test-shared:address:127.0.0.1")
                .await()
                .indefinitely();
    }

    /** A limit that is asked for shows who decides. */
    private void bothAskRedis() {
        await().until(() -> {
            RawClient.Answer here = ask(front.port());
            RawClient.Answer there = ask(second.port());
            return here.status() > 0
                    && there.status() > 0
                    && !limits.isLocal()
                    && !second.limits().isLocal();
        });
    }

    private static RawClient.Answer ask(int port) throws Exception {
        return RawClient.ask(port, "GET " + PATH + " HTTP/1.1\r\nHost: g\r\n\r\n");
    }

    @Test
    void togetherTheyLetNoMorePassThanOne() throws Exception {
        Crowd crowd = Crowd.asks(PATH, CLIENTS, front.port(), second.port());
        try (crowd) {
            await().until(() -> crowd.all() > 4 * BURST);
        }
        assertThat(crowd.of(200)).isEqualTo(BURST);
        assertThat(crowd.counts()).containsOnlyKeys(200, 429);
    }

    @Test
    void whileRedisIsAwayEachLimitsByItselfAndNobodySeesAnError() throws Exception {
        Crowd crowd = Crowd.asks(PATH, CLIENTS, front.port(), second.port());
        try (crowd) {
            await().until(() -> crowd.of(429) > BURST);
            redis.kill();
            try {
                await().until(() -> limits.isLocal() && second.limits().isLocal());
                long before = crowd.all();
                await().until(() -> crowd.all() > before + 4 * BURST);
            } finally {
                redis.restart();
            }
            await().until(() -> !limits.isLocal() && !second.limits().isLocal());
        }
        // The common burst, and at most one more at each gateway.
        assertThat(crowd.of(200)).isBetween((long) BURST + 1, 3L * BURST);
        assertThat(crowd.counts()).containsOnlyKeys(200, 429);
    }
}
