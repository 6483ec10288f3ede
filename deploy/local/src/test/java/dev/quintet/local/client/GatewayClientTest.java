package dev.quintet.local.client;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.quintet.local.client.FakeGateway.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatewayClientTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void theKeyGoesAlongUnlessTheCallIsOpen() throws Exception {
        try (FakeGateway gateway = new FakeGateway(
                asked -> Reply.json(200, Map.of("key", asked.headers().getOrDefault(Call.KEY_HEADER, "none"))))) {
            GatewayClient client = gateway.client();
            assertThat(client.send(Call.get("/a"), LIMIT).body()).isEqualTo("{\"key\":\"the-key\"}");
            assertThat(client.send(Call.get("/a").open(), LIMIT).body()).isEqualTo("{\"key\":\"none\"}");
        }
    }

    @Test
    void aHangHitsTheLimitAlsoInTheMiddleOfABody() throws Exception {
        try (FakeGateway gateway =
                new FakeGateway(asked -> asked.path().equals("/body") ? Reply.HANG_IN_BODY : Reply.HANG)) {
            GatewayClient client = gateway.client();
            assertThatThrownBy(() -> client.send(Call.get("/never"), SHORT))
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessage("no answer within 200 ms");
            assertThatThrownBy(() -> client.send(Call.get("/body"), SHORT)).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void anEndlessBodyIsRefused() throws Exception {
        String long9M = "x".repeat(9 << 20);
        try (FakeGateway gateway = new FakeGateway(asked -> new Reply(200, "text/plain", long9M, Map.of()))) {
            GatewayClient client = gateway.client();
            assertThatThrownBy(() -> client.send(Call.get("/long"), LIMIT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("longer than");
        }
    }

    @Test
    void nobodyThereIsSaidWithTheAddress() throws Exception {
        GatewayClient client;
        try (FakeGateway gateway = new FakeGateway(asked -> Reply.HANG)) {
            client = gateway.client();
        }
        assertThatThrownBy(() -> client.send(Call.get("/"), LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage("nobody answers at " + client.access().base());
    }
}
