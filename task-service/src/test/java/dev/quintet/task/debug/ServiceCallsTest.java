package dev.quintet.task.debug;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@TaskServiceTest
class ServiceCallsTest {
    @Test
    void theServiceSaysThatItRuns() {
        when().get("/").then().statusCode(200).body("message", matchesPattern(".*API is running"));
    }

    @Test
    void healthNamesEachComponent() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> when().get("/health")
                .then()
                .statusCode(200)
                .header("X-Process-Time", matchesPattern("\\d+\\.\\d+"))
                .body("status", equalTo("healthy"))
                .body("components.redis", equalTo("connected"))
                .body("components.workers", equalTo(1))
                .body("components.ray", equalTo("not configured"))
                .body("components.telemetry", equalTo("connected"))
                .body("timestamp", greaterThan(1.7e9f)));
    }

    @Test
    void theSettingsHaveTheOriginalsKeys() {
        when().get("/debug/config")
                .then()
                .statusCode(200)
                .body("datadog.env", equalTo("proving"))
                .body("datadog.agent_host", equalTo("localhost"))
                .body("datadog.trace_agent_port", equalTo(8126))
                .body("datadog.profiling_enabled", equalTo(false))
                .body("ray.namespace", equalTo("backend"));
    }

    @Test
    void theDescriptionShowsAnExampleOfEachAnswerAndBody() throws Exception {
        JsonNode description =
                new ObjectMapper().readTree(when().get("/q/openapi?format=json").asString());
        assertThat(description.get("paths")).hasSizeGreaterThan(15);
        for (JsonNode path : description.get("paths")) {
            for (JsonNode call : path) {
                List<JsonNode> contents = new ArrayList<>(call.findValues("content"));
                assertThat(contents.isEmpty() && !call.at("/responses").has("204"))
                        .as(call.get("operationId").asText())
                        .isFalse();
                for (JsonNode content : contents) {
                    assertThat(content.findValues("example"))
                            .as(call.get("operationId").asText())
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void anUnknownPathIsAProblem() {
        when().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
        when().delete("/items/1").then().statusCode(405);
    }
}
