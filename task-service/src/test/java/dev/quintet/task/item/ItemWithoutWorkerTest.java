package dev.quintet.task.item;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TaskServiceTest
@TestProfile(ItemWithoutWorkerTest.NoWorker.class)
class ItemWithoutWorkerTest {
    public static class NoWorker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quintet.tasks.worker.enabled", "false",
                    "quintet.tasks.item.answer-within", "200ms",
                    "quintet.tasks.queue.max-backlog", "3");
        }
    }

    @Test
    void anItemThatNoWorkerTakesIsAcceptedWithItsTasksAddressAndPastTheLimitRefused() {
        String item = "{\"id\":1,\"name\":\"a\",\"price\":1}";
        String path = given().contentType("application/json")
                .body(item)
                .post("/items/")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        when().get(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("waiting"))
                .body("type", equalTo("item.process"));
        when().get(path + "?wait=100ms").then().statusCode(200).body("state", equalTo("waiting"));
        when().delete(path).then().statusCode(200).body("state", equalTo("cancelled"));

        for (int i = 0; i < 3; i++) {
            given().contentType("application/json")
                    .body(item)
                    .post("/items")
                    .then()
                    .statusCode(202);
        }
        given().contentType("application/json")
                .body(item)
                .post("/items")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("5"))
                .body("type", equalTo("urn:quintet:problem:queue-full"));
        when().get("/health").then().statusCode(200).body("components.workers", equalTo(0));
    }
}
