package dev.quintet.gateway.events;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.quintet.common.event.SuiteEvents;
import dev.quintet.gateway.access.Traffic;
import dev.quintet.gateway.proxy.FrontServer;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class EventsTest {
    RedisEngine redis;

    @Inject
    FrontServer front;

    @Inject
    SuiteEvents events;

    @Inject
    EventFeed feed;

    @Inject
    Traffic traffic;

    private RawClient listen(String query, String headers) throws IOException {
        return listen(new RawClient(front.port()), query, headers);
    }

    private static RawClient listen(RawClient client, String query, String headers) throws IOException {
        client.send("GET /api/events" + query + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                + GatewayTestResource.ADMIN_KEY + "\r\n" + headers + "\r\n");
        return client;
    }

    private static JsonObject next(RawClient client) throws IOException {
        return new JsonObject(client.lineWith("data:").substring("data:".length()));
    }

    @Test
    void aCommentComesAtOnceAndThenEachEventAsItHappens() throws Exception {
        try (RawClient client = listen("", "")) {
            assertThat(client.head()).contains("200 OK", "text/event-stream", "no-store");
            client.lineWith(": here is the live feed");
            events.publish("test.live", "thing", "It happened\nreally", Map.of("n", 1));
            assertThat(client.lineWith("id:")).matches("id: [0-9]+-[0-9]+");
            assertThat(client.line()).isEqualTo("event: test.live");
            JsonObject event = next(client);
            assertThat(event.getString("service")).isEqualTo("gateway-service");
            assertThat(event.getString("message")).isEqualTo("It happened\nreally");
            assertThat(event.getString("id")).matches("[0-9]+-[0-9]+");
        }
        await().untilAsserted(() -> assertThat(feed.listeners()).isZero());
    }

    @Test
    void aListenerGetsOnlyWhatItAskedFor() throws Exception {
        try (RawClient client = listen("?kind=wanted.*&service=gateway-service", "")) {
            client.lineWith(": here");
            events.publish("unwanted", "1", "no", Map.of());
            events.publish("wanted.one", "2", "yes", Map.of());
            assertThat(next(client).getString("kind")).isEqualTo("wanted.one");
        }
    }

    @Test
    void aListenerThatComesBackMissesNothingAndGetsNothingTwice() throws Exception {
        String last;
        try (RawClient client = listen("?kind=resume", "")) {
            client.lineWith(": here");
            events.publish("resume", "0", "seen", Map.of());
            last = next(client).getString("id");
        }
        // More than a page of the stream, less than may be under way at once.
        int missed = 220;
        for (int i = 1; i <= missed; i++) {
            events.publish("resume", Integer.toString(i), "missed", Map.of());
        }
        List<String> got = new ArrayList<>();
        try (RawClient client = listen("?kind=resume", "Last-Event-ID: " + last + "\r\n")) {
            while (got.size() < missed) {
                got.add(next(client).getString("subject"));
            }
            events.publish("resume", "live", "live again", Map.of());
            assertThat(next(client).getString("subject")).isEqualTo("live");
        }
        assertThat(got).hasSize(missed).doesNotHaveDuplicates().contains("1", "220");
    }

    @Test
    void aListenerThatDoesNotReadIsCutOffAndTheOthersAreNot() throws Exception {
        String large = "x".repeat(100_000);
        try (RawClient slow = listen(new RawClient(front.port(), 8_192), "?kind=large", "");
                RawClient other = listen("?kind=large,small", "")) {
            slow.lineWith(": here");
            other.lineWith(": here");
            int count = 200;
            for (int i = 0; i < count; i++) {
                events.publish("large", Integer.toString(i), large, Map.of());
                assertThat(next(other).getString("subject")).isEqualTo(Integer.toString(i));
            }
            await().untilAsserted(() -> assertThat(feed.listeners()).isEqualTo(1));
            events.publish("small", "s", "still here", Map.of());
            assertThat(next(other).getString("subject")).isEqualTo("s");
        }
        await().untilAsserted(() -> assertThat(feed.listeners()).isZero());
        await().untilAsserted(() -> assertThat(traffic.underWay()).isZero());
    }

    @Test
    void anIdThatIsNoneIsRefused() throws Exception {
        try (RawClient client = listen("", "Last-Event-ID: yesterday\r\n")) {
            assertThat(client.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void theFeedNeedsAKey() throws Exception {
        String bare = "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(RawClient.ask(front.port(), bare).status()).isEqualTo(401);
        String inTheAddress =
                "GET /api/events?key=" + GatewayTestResource.ADMIN_KEY + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(RawClient.ask(front.port(), inTheAddress).status()).isEqualTo(401);
    }

    @Test
    void listenersStayWhileRedisIsKilledAndComesBack() throws Exception {
        try (RawClient client = listen("?kind=after", "")) {
            client.lineWith(": here");
            redis.kill();
            RawClient.Answer unknownKey = RawClient.ask(
                    front.port(),
                    "GET /items/1 HTTP/1.1\r\nHost: localhost\r\nX-API-Key: qk_0123456789ab_" + "a".repeat(43)
                            + "\r\n\r\n");
            assertThat(unknownKey.status()).as("never let in").isEqualTo(503);
            assertThat(unknownKey.header("retry-after")).isNotNull();
            RawClient.Answer health = RawClient.ask(front.port(), "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(health.status()).isEqualTo(200);
            RawClient.Answer bootstrap = RawClient.ask(
                    front.port(),
                    "GET /q/metrics HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + GatewayTestResource.ADMIN_KEY
                            + "\r\n\r\n");
            assertThat(bootstrap.status()).as("the bootstrap key works on").isEqualTo(200);
            RawClient.Answer keys = RawClient.ask(
                    front.port(),
                    "GET /api/keys HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + GatewayTestResource.ADMIN_KEY
                            + "\r\n\r\n");
            assertThat(keys.status()).isEqualTo(503);
            redis.restart();
            await().until(() -> {
                events.publish("after", "x", "Redis is back", Map.of());
                return feed.isLive();
            });
            events.publish("after", "x", "Redis is back", Map.of());
            assertThat(next(client).getString("message")).isEqualTo("Redis is back");
        }
    }
}
