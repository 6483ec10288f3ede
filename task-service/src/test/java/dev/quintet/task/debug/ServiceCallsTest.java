package dev.quintet.task.debug;

import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.when;
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
        Awaitility.await().untilAsserted(() -> when().get("/health")
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
    void anUnknownPathIsAProblem() {
        when().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
        when().delete("/items/1").then().statusCode(405);
    }
}
