package dev.quintet.gateway.proxy;

import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.gateway.limit.LimitState;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class LimitsTest {
    RawUpstream upstream;
    RedisEngine redis;

    @Inject
    FrontServer front;

    @Inject
    LimitState limits;

    @Inject
    RedisConnector connector;

    @BeforeEach
    void serviceAnswers() {
        upstream.does(call -> call.ok("fine"));
    }

    private RawClient.Answer ask(String headers) throws Exception {
        return RawClient.ask(front.port(), "GET /test/limited/x HTTP/1.1\r\nHost: g\r\n" + headers + "\r\n");
    }

    private void forgetAddress() {
        connector
                .send(Command.DEL, "quintet:gateway:limit:test-limited:address:127.0.0.1")
                .await()
                .indefinitely();
    }

    @Test
    void aCallerIsToldWhatIsLeftAndWhenItMayComeAgain() throws Exception {
        forgetAddress();
        for (int left = 2; left >= 0; left--) {
            RawClient.Answer answer = ask("");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("ratelimit-policy")).isEqualTo("\"test-limited\";q=3;w=10800");
            assertThat(answer.header("ratelimit")).startsWith("\"test-limited\";r=" + left + ";t=");
        }
        RawClient.Answer refused = ask("");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(3_400, 3_600);
        assertThat(refused.header("ratelimit")).startsWith("\"test-limited\";r=0;t=");
        assertThat(refused.text()).contains("urn:quintet:problem:too-many-requests");
        assertThat(upstream.heads()).hasSize(3);
        assertThat(ask("X-API-Key: " + GatewayTestResource.ADMIN_KEY + "\r\n").status())
                .as("a key is a caller of its own")
                .isEqualTo(200);
    }

    @Test
    void whileRedisIsAwayTheGatewayLimitsByItselfAndSaysSo() throws Exception {
        forgetAddress();
        assertThat(ask("").status()).isEqualTo(200);
        redis.kill();
        try {
            int passed = 0;
            for (int i = 0; i < 6; i++) {
                passed += ask("").status() == 200 ? 1 : 0;
            }
            assertThat(passed).isEqualTo(3);
            await().until(() -> {
                RawClient.Answer unused = ask("");
                return limits.isLocal();
            });
        } finally {
            redis.restart();
        }
        await().until(() -> {
            RawClient.Answer unused = ask("");
            return !limits.isLocal();
        });
    }

    @Test
    void aBadgeCountsOnTopOfItsAddress() throws Exception {
        String badge = "badge-" + ThreadLocalRandom.current().nextInt(1_000_000);
        String request = "GET /test/badge/x HTTP/1.1\r\nHost: g\r\npanda-xpress: " + badge + "\r\n\r\n";
        assertThat(RawClient.ask(front.port(), request).status()).isEqualTo(200);
        assertThat(RawClient.ask(front.port(), request).status()).isEqualTo(200);
        assertThat(RawClient.ask(front.port(), request).status()).isEqualTo(429);
        assertThat(RawClient.ask(front.port(), request.replace(badge, badge + "b"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPageOfAnAllowedOriginMayCallAndAnotherMayNot() throws Exception {
        String preflight = String.join(
                "\r\n",
                "OPTIONS /items/1 HTTP/1.1",
                "Host: g",
                "Origin: https://%s",
                "Access-Control-Request-Method: GET",
                "\r\n");
        RawClient.Answer allowed = RawClient.ask(front.port(), preflight.formatted("app.example.com"));
        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.header("access-control-allow-origin")).isEqualTo("https://app.example.com");
        assertThat(allowed.header("access-control-allow-headers")).contains("X-API-Key");
        RawClient.Answer other = RawClient.ask(front.port(), preflight.formatted("evil.example.com"));
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.header("access-control-allow-origin")).isNull();
        RawClient.Answer call =
                RawClient.ask(front.port(), "GET /ping HTTP/1.1\r\nHost: g\r\nOrigin: https://app.example.com\r\n\r\n");
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.header("access-control-allow-origin")).isEqualTo("https://app.example.com");
        assertThat(call.header("vary")).isEqualTo("Origin");
    }
}
