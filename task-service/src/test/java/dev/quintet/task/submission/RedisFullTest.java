package dev.quintet.task.submission;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.task.TaskServiceTest;
import dev.quintet.task.queue.QueueRedis;

import static dev.quintet.task.queue.RealRedis.await;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

/** A Redis that has no memory left takes nothing new, and what it holds can still be looked at, run and ended. */
@QuarkusTest
@TaskServiceTest
class RedisFullTest {
    @Inject
    QueueRedis redis;

    private String before;

    private void memory(String most) {
        await(redis.send(Request.cmd(Command.CONFIG).arg("SET").arg("maxmemory").arg(most)));
    }

    private String created(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/tasks")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    @BeforeEach
    void fill() {
        before = created("{\"type\":\"sleep\",\"payload\":{\"millis\":400}}");
        memory("1");
    }

    @AfterEach
    void makeRoom() {
        memory("512mb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/tasks | {\"type\":\"echo\",\"tags\":[\"full\"]}",
                "POST | /api/tasks/batch | {\"tasks\":[{\"type\":\"echo\",\"tags\":[\"full\"]},{\"type\":\"echo\"}]}",
                "PUT | /api/schedules/full | {\"cron\":\"@daily\",\"task\":{\"type\":\"echo\"}}",
                "POST | /items/ | {\"id\":77001,\"name\":\"full\",\"price\":1}"
            })
    void whatIsNewIsRefusedWholeAndMayComeAgain(Method method, String path, String body) {
        int tasks = await(redis.send(Request.cmd(Command.ZCARD).arg(redis.key("index"))))
                .toInteger();
        given().contentType("application/json")
                .body(body)
                .request(method, path)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("type", equalTo("urn:quintet:problem:redis-unavailable"));

        // Less, when an old one went meanwhile.
        assertThat(await(redis.send(Request.cmd(Command.ZCARD).arg(redis.key("index"))))
                        .toInteger())
                .isLessThanOrEqualTo(tasks);
        when().get("/api/tasks?tag=full").then().statusCode(200).body("tasks", hasSize(0));
        when().get("/api/schedules/full").then().statusCode(404);
        when().get("/items/77001").then().statusCode(404);
    }

    @Test
    void whatItHoldsIsRunToItsEnd() {
        when().get("/api/tasks/" + before + "?wait=30s").then().statusCode(200).body("state", equalTo("succeeded"));
        memory("512mb");
        created("{\"type\":\"echo\"}");
    }
}
