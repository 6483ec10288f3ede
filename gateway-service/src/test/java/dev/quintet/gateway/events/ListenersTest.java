package dev.quintet.gateway.events;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.quintet.common.event.SuiteEvents;
import dev.quintet.gateway.proxy.FrontServer;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ListenersTest {
    private static final int LISTENERS = 1_000;
    /** What pools of the process may add meanwhile; far below a thread a listener. */
    private static final int FEW_THREADS = 250;

    @Inject
    FrontServer front;

    @Inject
    SuiteEvents events;

    @Inject
    EventFeed feed;

    private RawClient listen(String headers) throws IOException {
        return new RawClient(front.port())
                .send("GET /api/events?kind=crowd HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                        + GatewayTestResource.ADMIN_KEY + "\r\n" + headers + "\r\n");
    }

    private static JsonObject next(RawClient client) throws IOException {
        return new JsonObject(client.lineWith("data:").substring("data:".length()));
    }

    @Test
    void aThousandListenersTakeNoThreadEachAndMissNothingWhenTheyComeBack() throws Exception {
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        List<RawClient> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < LISTENERS; i++) {
                listeners.add(listen(""));
            }
            for (RawClient listener : listeners) {
                listener.lineWith(": here is the live feed");
            }
            assertThat(feed.listeners()).isGreaterThanOrEqualTo(LISTENERS);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + FEW_THREADS);

            events.publish("crowd", "first", "to all", Map.of());
            String last = "";
            for (RawClient listener : listeners) {
                JsonObject event = next(listener);
                assertThat(event.getString("subject")).isEqualTo("first");
                last = event.getString("id");
            }
            for (RawClient listener : listeners) {
                listener.close();
            }
            listeners.clear();
            await().until(() -> feed.listeners() == 0);
            events.publish("crowd", "missed", "nobody is there", Map.of());
            for (int i = 0; i < LISTENERS; i++) {
                listeners.add(listen("Last-Event-ID: " + last + "\r\n"));
            }
            for (RawClient listener : listeners) {
                assertThat(next(listener).getString("subject")).isEqualTo("missed");
            }
        } finally {
            for (RawClient listener : listeners) {
                listener.close();
            }
        }
        await().until(() -> feed.listeners() == 0);
    }
}
