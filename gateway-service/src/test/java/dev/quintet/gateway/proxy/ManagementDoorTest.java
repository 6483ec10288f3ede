package dev.quintet.gateway.proxy;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ManagementDoorTest {
    @Inject
    FrontServer front;

    @Inject
    ManagementDoor door;

    private int port;

    @BeforeEach
    void openTheDoor() {
        port = door.open(0).toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void shutTheDoor() {
        door.close().toCompletionStage().toCompletableFuture().join();
    }

    private static RawClient.Answer ask(int port, String method, String path) throws Exception {
        return RawClient.ask(
                port,
                method + " " + path + " HTTP/1.1\r\nHost: g\r\nX-API-Key: " + GatewayTestResource.ADMIN_KEY
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    @Test
    void probesAndScrapersNeedNoKey() throws Exception {
        String request = " HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n";
        assertThat(RawClient.ask(port, "GET /q/health/live" + request).status()).isEqualTo(200);
        assertThat(RawClient.ask(port, "GET /q/health/ready" + request).status())
                .isEqualTo(200);
        assertThat(RawClient.ask(port, "GET /q/metrics" + request).text()).contains("quintet_gateway_connections");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/metrics"})
    void whatIsThereIsNotAtTheFrontDoor(String path) throws Exception {
        assertThat(ask(front.port(), "GET", path).status()).isEqualTo(404);
        assertThat(ask(front.port(), "GET", "/q/openapi").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/keys",
                "/q/openapi",
                "/q/healthy",
                "/q/health/../openapi",
                "/q/health/%2e%2e/openapi",
                "/items/1",
                "//q/metrics"
            })
    void nothingElseIsThere(String path) throws Exception {
        assertThat(ask(port, "GET", path).status()).isEqualTo(404);
    }

    @Test
    void nothingCanBeChangedThere() throws Exception {
        assertThat(ask(port, "POST", "/q/metrics").status()).isEqualTo(405);
        assertThat(ask(port, "DELETE", "/q/health").status()).isEqualTo(405);
    }
}
