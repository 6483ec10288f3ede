package dev.quintet.task.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.local.engine.RedisEngine;
import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

/**
 * The worker in Python beside the service's own, on one queue. Not among the tests that need nothing but Java:
 * {@code deploy/python-worker/check} runs it.
 */
@QuarkusTest
@TaskServiceTest
class PythonWorkerCheck {
    RedisEngine redis;

    private Process worker;

    @BeforeEach
    void startWorker() throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                "python3", Path.of("..", "deploy", "python-worker", "worker.py").toString());
        command.environment()
                .putAll(Map.of(
                        "REDIS_HOST", redis.host(),
                        "REDIS_PORT", Integer.toString(redis.port()),
                        "REDIS_PASSWORD", redis.password()));
        worker = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> when().get("/api/workers").then().body("types.flatten()", hasItem("py.reverse")));
    }

    @AfterEach
    void stopWorker() throws InterruptedException {
        worker.destroyForcibly().waitFor();
    }

    private static String send(String body) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> given().contentType("application/json").body(body).post("/api/tasks"),
                        answer -> answer.statusCode() == 202)
                .path("id");
    }

    @Test
    void eachWorkerDoesTheTasksOfItsTypes() {
        String reversed = send("{\"type\":\"py.reverse\",\"payload\":\"stressed\"}");
        String echoed = send("{\"type\":\"echo\",\"payload\":\"stressed\"}");
        when().get("/api/tasks/" + reversed + "?wait=60s")
                .then()
                .body("state", equalTo("succeeded"))
                .body("result", equalTo("desserts"))
                .body("worker", startsWith("python-"))
                .body("progress.message", equalTo("half way"));
        when().get("/api/tasks/" + echoed + "?wait=60s")
                .then()
                .body("result", equalTo("stressed"))
                .body("worker", startsWith("worker-"));

        String failing = send("{\"type\":\"py.reverse\",\"payload\":7,\"maxAttempts\":1}");
        when().get("/api/tasks/" + failing + "?wait=60s")
                .then()
                .body("state", equalTo("dead"))
                .body("error.message", startsWith("'int' object"));
    }
}
