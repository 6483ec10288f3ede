package dev.quintet.gateway.auth;

import java.io.IOException;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.gateway.proxy.FrontServer;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class KeysResourceTest {
    RawUpstream upstream;

    @Inject
    FrontServer front;

    @BeforeEach
    void serviceAnswers() {
        upstream.does(call -> {
            if (call.header("content-length") != null) {
                call.body();
            }
            call.ok("fine");
        });
    }

    private RawClient.Answer ask(String method, String path, String key, String body) throws IOException {
        String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (key == null ? "" : "X-API-Key: " + key + "\r\n")
                + (body == null ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                + "\r\n" + (body == null ? "" : body);
        return RawClient.ask(front.port(), request);
    }

    private JsonObject create(String name, String role) throws IOException {
        RawClient.Answer answer = ask(
                "POST",
                "/api/keys",
                GatewayTestResource.ADMIN_KEY,
                new JsonObject().put("name", name).put("role", role).encode());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new JsonObject(answer.text());
    }

    @Test
    void aKeyIsMadeShownOnceListedWithoutItsSecretUsedAndRevoked() throws Exception {
        JsonObject made = create("dashboard", "viewer");
        String key = made.getString("key");
        assertThat(key).startsWith("qk_" + made.getString("id") + "_").hasSize(59);
        assertThat(ask("GET", "/items/1", key, null).status()).isEqualTo(200);

        RawClient.Answer list = ask("GET", "/api/keys", GatewayTestResource.ADMIN_KEY, null);
        assertThat(list.text()).doesNotContain(key).doesNotContain("hash");
        JsonArray keys = new JsonObject(list.text()).getJsonArray("keys");
        assertThat(keys.stream().map(JsonObject.class::cast)).anySatisfy(view -> {
            assertThat(view.getString("id")).isEqualTo(made.getString("id"));
            assertThat(view.getString("name")).isEqualTo("dashboard");
            assertThat(view.getString("role")).isEqualTo("viewer");
            assertThat(view.getBoolean("expired")).isFalse();
        });

        String path = "/api/keys/" + made.getString("id");
        assertThat(ask("DELETE", path, GatewayTestResource.ADMIN_KEY, null).status())
                .isEqualTo(204);
        RawClient.Answer after = ask("GET", "/items/1", key, null);
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.header("www-authenticate")).isEqualTo("ApiKey realm=\"quintet\"");
        assertThat(ask("DELETE", path, GatewayTestResource.ADMIN_KEY, null).status())
                .isEqualTo(404);
    }

    @Test
    void rolesAreAskedForByMethod() throws Exception {
        String viewer = create("v", "viewer").getString("key");
        String operator = create("o", "operator").getString("key");
        String bot = create("b", "bot").getString("key");
        assertThat(ask("GET", "/items/1", null, null).status()).isEqualTo(401);
        assertThat(ask("GET", "/items/1", viewer, null).status()).isEqualTo(200);
        assertThat(ask("POST", "/items/", viewer, "{}").status()).isEqualTo(403);
        assertThat(ask("DELETE", "/items/1", viewer, null).status()).isEqualTo(403);
        assertThat(ask("POST", "/items/", operator, "{}").status()).isEqualTo(200);
        assertThat(ask("GET", "/items/1", bot, null).status()).isEqualTo(403);
        assertThat(ask("GET", "/api/keys", operator, null).status()).isEqualTo(403);
        assertThat(ask("GET", "/ping", viewer, null).status()).isEqualTo(200);
        assertThat(ask("GET", "/ping", null, null).status()).isEqualTo(200);
        assertThat(ask("GET", "/ping", "wrong", null).status())
                .as("a wrong key is no anonymous caller")
                .isEqualTo(401);
        assertThat(ask("GET", "/q/metrics", null, null).status()).isEqualTo(401);
        assertThat(ask("GET", "/q/metrics", viewer, null).text())
                .contains("http_server_request_duration_seconds_count");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\"\",\"role\":\"viewer\"}",
                "{\"name\":\"x\\ny\",\"role\":\"viewer\"}",
                "{\"name\":\"x\",\"role\":\"root\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"expires\":\"2001-01-01T00:00:00Z\"}",
                "{\"name\":\"x\",\"role\":\"viewer\",\"expires\":\"tomorrow\"}"
            })
    void aKeyThatCannotBeIsRefusedByItsField(String body) throws Exception {
        RawClient.Answer answer = ask("POST", "/api/keys", GatewayTestResource.ADMIN_KEY, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.text()).contains("\"errors\":[{\"loc\":[\"body\"");
    }

    @Test
    void aBodyThatIsNoJsonIs400AndOneTooLarge413() throws Exception {
        assertThat(ask("POST", "/api/keys", GatewayTestResource.ADMIN_KEY, "{").status())
                .isEqualTo(400);
        String large = "{\"name\":\"" + "x".repeat(17_000) + "\"}";
        assertThat(ask("POST", "/api/keys", GatewayTestResource.ADMIN_KEY, large)
                        .status())
                .isEqualTo(413);
    }
}
