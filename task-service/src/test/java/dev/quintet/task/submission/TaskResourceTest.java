package dev.quintet.task.submission;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@TaskServiceTest
class TaskResourceTest {
    @TestHTTPResource("/api/tasks/")
    URI tasks;

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .post(path)
                .then();
    }

    private static String create(String body) {
        return post("/api/tasks", body).statusCode(202).extract().path("id");
    }

    @Test
    void aTaskIsAcceptedRunAndAnsweredOnceItHasEnded() {
        ValidatableResponse accepted = post(
                        "/api/tasks",
                        "{\"type\":\"echo\",\"payload\":{\"a\":[1]},\"tags\":[\"x\"],\"priority\":\"high\"}")
                .statusCode(202);
        String id = accepted.extract().path("id");
        accepted.header("Location", equalTo("/api/tasks/" + id));
        when().get("/api/tasks/" + id + "?wait=60s")
                .then()
                .statusCode(200)
                .body("state", equalTo("succeeded"))
                .body("result.a[0]", equalTo(1))
                .body("priority", equalTo("high"))
                .body("attempts", equalTo(1))
                .body("maxAttempts", equalTo(5));
        when().get("/api/tasks?tag=x&type=echo&state=succeeded")
                .then()
                .statusCode(200)
                .body("tasks.id", hasItem(id));
    }

    @Test
    void theSameIdempotencyKeyAnswersTheFirstTask() {
        String body = "{\"type\":\"echo\",\"payload\":%d,\"idempotencyKey\":\"k1\"}";
        String first = create(body.formatted(1));
        assertThat(create(body.formatted(2))).isEqualTo(first);
        when().get("/api/tasks/" + first + "?wait=60s").then().body("result", equalTo(1));
    }

    @Test
    void aDelayedTaskCanBeCancelledAndThenNotAgainRetried() {
        String id = create("{\"type\":\"echo\",\"delay\":\"1h\"}");
        when().get("/api/tasks/" + id).then().body("state", equalTo("delayed"));
        when().delete("/api/tasks/" + id).then().statusCode(200).body("state", equalTo("cancelled"));
        when().delete("/api/tasks/" + id).then().statusCode(200);
        when().post("/api/tasks/" + id + "/retry").then().statusCode(409);
    }

    @Test
    void aRunningTaskIsInterruptedWhenCancelled() {
        String id = create("{\"type\":\"sleep\",\"payload\":{\"millis\":60000}}");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> when().get("/api/tasks/" + id).path("state").equals("running"));
        when().delete("/api/tasks/" + id).then().statusCode(202);
        when().get("/api/tasks/" + id + "?wait=60s").then().body("state", equalTo("cancelled"));
    }

    @Test
    void aTaskThatUsedUpItsAttemptsIsADeadLetterThatCanBeRequeuedAndRemoved() {
        String id =
                create("{\"type\":\"sleep\",\"payload\":{\"millis\":60000},\"maxAttempts\":1,\"timeout\":\"100ms\"}");
        when().get("/api/tasks/" + id + "?wait=60s")
                .then()
                .body("state", equalTo("dead"))
                .body("error.kind", equalTo("timeout"));
        when().get("/api/dead-letters").then().statusCode(200).body("tasks.id", hasItem(id));
        when().post("/api/dead-letters/" + id + "/requeue").then().statusCode(200);
        when().get("/api/tasks/" + id + "?wait=60s").then().body("state", equalTo("dead"));
        when().delete("/api/dead-letters/" + id).then().statusCode(204);
        when().delete("/api/dead-letters/" + id).then().statusCode(404);
        when().get("/api/tasks/" + id).then().statusCode(404);
    }

    @Test
    void aFailedTaskCanBeRetried() {
        String id = create("{\"type\":\"cpu.sum\",\"payload\":{\"n\":-1}}");
        when().get("/api/tasks/" + id + "?wait=60s")
                .then()
                .body("state", equalTo("failed"))
                .body("attempts", equalTo(1));
        when().post("/api/tasks/" + id + "/retry").then().statusCode(202);
    }

    @Test
    void aBatchIsAcceptedWholeOrNotAtAll() {
        post("/api/tasks/batch", "{\"tasks\":[{\"type\":\"echo\"},{\"type\":\"echo\"}]}")
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body("ids", hasSize(2));
        post("/api/tasks/batch", "{\"tasks\":[{\"type\":\"echo\",\"tags\":[\"half\"]},{\"type\":\"nope\"}]}")
                .statusCode(422)
                .body("errors[0].loc", equalTo(List.of("body", "tasks", "1", "type")));
        when().get("/api/tasks?tag=half").then().body("tasks", hasSize(0));
        String tooMany = "{\"tasks\":[" + "{\"type\":\"echo\"},".repeat(10_000) + "{\"type\":\"echo\"}]}";
        for (String body : List.of("{\"tasks\":[]}", tooMany)) {
            post("/api/tasks/batch", body)
                    .statusCode(422)
                    .body("errors[0].loc", equalTo(List.of("body", "tasks")))
                    .body("errors[0].msg", containsString("between 1 and 10000"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"nope\"} | type | echo",
                "{} | type | blank",
                "{\"type\":\"echo\",\"priority\":\"urgent\"} | priority | high, normal, low",
                "{\"type\":\"echo\",\"delay\":\"-1s\"} | delay | duration",
                "{\"type\":\"echo\",\"delay\":\"999999d\"} | delay | between",
                "{\"type\":\"echo\",\"delay\":\"1s\",\"runAt\":\"2030-01-01T00:00:00Z\"} | runAt | together",
                "{\"type\":\"echo\",\"runAt\":\"tomorrow\"} | runAt | date",
                "{\"type\":\"echo\",\"maxAttempts\":0} | maxAttempts | 1",
                "{\"type\":\"echo\",\"timeout\":\"0s\"} | timeout | between",
                "{\"type\":\"echo\",\"tags\":[\"a b\"]} | tags | match",
                "{\"type\":\"echo\",\"backoff\":{\"delay\":\"10s\",\"max\":\"1s\"}} | max | between",
                "{\"type\":\"echo\",\"backoff\":{\"jitter\":2}} | jitter | 1",
                "{\"type\":\"echo\",\"idempotencyKey\":\"\"} | idempotencyKey | size",
                "{\"type\":\"echo\",\"idempotencyKey\":\"a\\ud800\"} | idempotencyKey | surrogate",
                "{\"type\":\"echo\",\"payload\":[\"\\udc00a\"]} | payload | surrogate"
            })
    void aWrongFieldIsNamed(String body, String field, String why) {
        post("/api/tasks", body)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].loc", hasItem(field))
                .body("errors[0].msg", containsString(why));
    }

    @Test
    void aPayloadPastItsLimitIsTooLarge() {
        post("/api/tasks", "{\"type\":\"echo\",\"payload\":\"" + "x".repeat(256 * 1024 - 2) + "\"}")
                .statusCode(202);
        post("/api/tasks", "{\"type\":\"echo\",\"payload\":\"" + "x".repeat(256 * 1024 - 1) + "\"}")
                .statusCode(413);
    }

    @Test
    void whatIsUnknownIsNotFoundAndWrongParametersAreNamed() {
        when().get("/api/tasks/nobody").then().statusCode(404);
        when().get("/api/tasks/00000000000000000000000000?wait=1s").then().statusCode(404);
        when().get("/api/tasks/00000000000000000000000000/events").then().statusCode(404);
        when().get("/api/tasks/00000000000000000000000000?wait=61s").then().statusCode(422);
        when().get("/api/tasks?state=happy").then().statusCode(422);
        when().get("/api/tasks?limit=101").then().statusCode(422);
        when().get("/api/tasks?tag=a&limit=many")
                .then()
                .statusCode(422)
                .body("errors[0].loc", equalTo(List.of("query", "limit")));
        when().get("/api/tasks?limit=99999999999").then().statusCode(422);
        when().get("/api/tasks?cursor=x").then().statusCode(422);
        when().post("/api/queues/other/pause").then().statusCode(404);
        when().delete("/api/queues/other/limit").then().statusCode(404);
    }

    @Test
    void aPausedQueueHandsOutNothingUntilResumed() {
        when().post("/api/queues/default/pause").then().statusCode(200).body("paused", equalTo(true));
        String id = create("{\"type\":\"echo\"}");
        when().get("/api/tasks/" + id + "?wait=300ms").then().body("state", equalTo("waiting"));
        when().post("/api/queues/default/resume").then().statusCode(200).body("paused", equalTo(false));
        when().get("/api/tasks/" + id + "?wait=60s").then().body("state", equalTo("succeeded"));
        when().get("/api/queues").then().statusCode(200).body("[0].name", equalTo("default"));
    }

    @Test
    void aQueueThatPeopleLimitedRefusesWhatIsPastItAndSaysWhenToComeAgain() {
        given().contentType("application/json")
                .body("{\"maxBacklog\":0}")
                .put("/api/queues/default/limit")
                .then()
                .statusCode(200)
                .body("maxBacklog", equalTo(0));
        post("/api/tasks", "{\"type\":\"echo\"}")
                .statusCode(429)
                .header("Retry-After", equalTo("5"))
                .body("type", equalTo("urn:quintet:problem:queue-full"));
        when().delete("/api/queues/default/limit").then().statusCode(200).body("maxBacklog", equalTo(250_000));
        create("{\"type\":\"echo\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"maxBacklog\":-1}", "{\"maxBacklog\":250001}", "{\"maxBacklog\":1.5}", "{}"})
    void aLimitThatCannotBeIsRefused(String body) {
        given().contentType("application/json")
                .body(body)
                .put("/api/queues/default/limit")
                .then()
                .statusCode(422)
                .body("errors[0].loc", equalTo(List.of("body", "maxBacklog")));
    }

    @Test
    void workersTellWhatTheyRun() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> when().get("/api/workers")
                .then()
                .statusCode(200)
                .body("[0].types", hasItem("item.process"))
                .body("[0].slots", equalTo(32)));
    }

    @Test
    void aTasksLifeIsToldAsEventsAndCanBeTakenUpAgain() throws Exception {
        String id = create("{\"type\":\"sleep\",\"payload\":{\"millis\":300}}");
        List<String> all = events(id, "0");
        assertThat(all).contains("event:state").contains("event:progress");
        assertThat(all.stream().filter(line -> line.contains("\"state\":\"succeeded\"")))
                .isNotEmpty();
        assertThat(all.stream().filter(line -> line.contains("\"state\":\"waiting\"")))
                .hasSize(1);

        List<String> rest = events(id, "2");
        assertThat(rest.stream().filter(line -> line.contains("\"state\":\"waiting\"")))
                .isEmpty();
        assertThat(rest.stream().filter(line -> line.contains("\"state\":\"succeeded\"")))
                .isNotEmpty();
    }

    private List<String> events(String id, String last) throws Exception {
        HttpResponse<Stream<String>> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(tasks.resolve(id + "/events"))
                                .header("Last-Event-ID", last)
                                .timeout(Duration.ofMinutes(1))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().toList();
    }
}
