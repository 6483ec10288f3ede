package dev.quintet.gateway.proxy;

import java.util.List;

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
    private static final String PING = "GET /ping HTTP/1.1\r\nHost: g\r\n\r\n";
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

    /** Asked for on another route, as each request there asks a limit too: often enough for each event loop to see Redis. */
    private void bothAskRedis() {
        await().until(() -> {
            for (int i = 0; i < 20; i++) {
                RawClient.Answer here = RawClient.ask(front.port(), PING);
                RawClient.Answer there = RawClient.ask(second.port(), PING);
                assertThat(List.of(here.status(), there.status())).containsOnly(200);
            }
            return !limits.isLocal() && !second.limits().isLocal();
        });
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
        // The common burst, one more at each gateway, and again the common one if the disk was too slow to keep it.
        assertThat(crowd.of(200)).isBetween((long) BURST + 1, 4L * BURST);
        assertThat(crowd.counts()).containsOnlyKeys(200, 429);
    }
}
