package dev.quintet.gateway.health;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.proxy.FrontServer;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.Patience;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class HealthResourceTest {
    @Inject
    FrontServer front;

    private RawClient.Answer get(String path) throws Exception {
        return RawClient.ask(front.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** What is known of Redis may be a second old, and another test may have killed it then. */
    @Test
    void theSuiteIsDegradedWhileOneServiceIsAwayAndSaysSo() {
        await().untilAsserted(this::assertDegraded);
    }

    private void assertDegraded() throws Exception {
        RawClient.Answer answer = get("/health");
        assertThat(answer.status()).isEqualTo(200);
        JsonObject suite = new JsonObject(answer.text());
        assertThat(suite.getString("status")).isEqualTo("degraded");
        JsonObject services = suite.getJsonObject("services");
        assertThat(services.getJsonObject("task").getString("status")).isEqualTo("up");
        assertThat(services.getJsonObject("task").getDouble("latencyMs")).isPositive();
        assertThat(services.getJsonObject("anomaly").getString("status")).isEqualTo("down");
        assertThat(services.getJsonObject("half").getString("status")).isEqualTo("degraded");
        assertThat(services.getJsonObject("half").getJsonObject("instances"))
                .isEqualTo(new JsonObject().put("ready", 1).put("total", 2));
        JsonObject engines = suite.getJsonObject("engines");
        assertThat(engines.getJsonObject("redis").getString("status")).isEqualTo("up");
        assertThat(engines.getJsonObject("postgresql").getString("status")).isEqualTo("up");
        assertThat(engines.getJsonObject("node node2").getString("status")).isEqualTo("down");
    }

    /** They wait for one look at their common limit, and for one round of questions. */
    @Test
    void ofManyAtOnceEachIsAnsweredByItself() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int round = 0; round < 5; round++) {
            Map<String, CompletableFuture<HttpResponse<String>>> answers = new LinkedHashMap<>();
            for (int i = 0; i < 100; i++) {
                String id = "r" + round + "-" + i;
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + "/health"))
                        .header("X-Request-Id", id)
                        .build();
                answers.put(id, client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }
            for (Map.Entry<String, CompletableFuture<HttpResponse<String>>> answer : answers.entrySet()) {
                HttpResponse<String> got = answer.getValue().get(Patience.SECONDS, TimeUnit.SECONDS);
                assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
                assertThat(got.headers().firstValue("X-Request-Id")).contains(answer.getKey());
            }
        }
    }

    @Test
    void theGatewayItselfIsReady() throws Exception {
        assertThat(get("/q/health/ready").status()).isEqualTo(200);
        assertThat(get("/q/health/live").status()).isEqualTo(200);
    }

    @Test
    void theFrontPageRunsOnlyWhatIsServedHere() throws Exception {
        RawClient.Answer page = get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-security-policy")).startsWith("default-src 'self';");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("server")).isNull();
        assertThat(page.header("cache-control")).isNull();
        assertThat(page.text()).contains("<title>Quintet</title>").doesNotContain("onclick", "style=");
        for (String part : new String[] {"/console/landing.js", "/console/landing.css", "/console/icon.svg"}) {
            assertThat(page.text()).contains(part);
            assertThat(get(part).status()).as(part).isEqualTo(200);
        }
    }

    @Test
    void theGatewaysOwnCallsAreDescribed() throws Exception {
        String document = get("/q/openapi").text();
        assertThat(document).contains("createKey", "listKeys", "revokeKey", "getSuiteHealth", "streamEvents");
    }

    @Test
    void whatNobodyServesIsAProblem() throws Exception {
        RawClient.Answer answer = get("/console/nothing.js");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
    }
}
