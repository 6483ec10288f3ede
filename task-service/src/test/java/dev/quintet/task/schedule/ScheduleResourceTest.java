package dev.quintet.task.schedule;

import java.time.Duration;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@TaskServiceTest
class ScheduleResourceTest {
    private static ValidatableResponse put(String name, String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/api/schedules/" + name)
                .then();
    }

    @Test
    void aScheduleIsMadeReplacedListedAndDeleted() {
        put("report", "{\"cron\":\"0 3 * * *\",\"timeZone\":\"Europe/Berlin\",\"task\":{\"type\":\"echo\"}}")
                .statusCode(201)
                .header("Location", equalTo("/api/schedules/report"))
                .body("name", equalTo("report"))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("next", endsWith(":00:00Z"))
                .body("ticks", equalTo(0))
                .body("lastTick", nullValue());
        put("report", "{\"cron\":\"@daily\",\"paused\":true,\"task\":{\"type\":\"echo\"}}")
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("next", nullValue());
        put("another", "{\"cron\":\"@daily\",\"task\":{\"type\":\"echo\"}}").statusCode(201);
        String next = when().get("/api/schedules?limit=1")
                .then()
                .statusCode(200)
                .body("schedules.name", equalTo(List.of("another")))
                .extract()
                .path("next");
        when().get("/api/schedules?cursor=" + next).then().body("schedules.name", hasItem("report"));
        when().get("/api/schedules/report").then().statusCode(200).body("cron", equalTo("@daily"));
        when().delete("/api/schedules/report").then().statusCode(204);
        when().delete("/api/schedules/report").then().statusCode(404);
        when().get("/api/schedules/report").then().statusCode(404);
        when().delete("/api/schedules/another").then().statusCode(204);
    }

    @Test
    void aTickSendsItsTaskWithTheSchedulesNameAsTag() {
        put("each-second", "{\"cron\":\"* * * * * *\",\"task\":{\"type\":\"echo\",\"payload\":7}}")
                .statusCode(201);
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> when().get(
                        "/api/tasks?tag=schedule:each-second&state=succeeded")
                .then()
                .body("tasks.type", hasItem("echo")));
        String task = when().get("/api/schedules/each-second").path("lastTask");
        when().delete("/api/schedules/each-second").then().statusCode(204);
        when().get("/api/tasks/" + task + "?wait=60s").then().body("result", equalTo(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"task\":{\"type\":\"echo\"}} | cron | blank",
                "{\"cron\":\"whenever\",\"task\":{\"type\":\"echo\"}} | cron | fields",
                "{\"cron\":\"61 * * * *\",\"task\":{\"type\":\"echo\"}} | cron | minute: 61",
                "{\"cron\":\"0 0 30 2 *\",\"task\":{\"type\":\"echo\"}} | cron | never",
                "{\"cron\":\"@daily\",\"timeZone\":\"Mars/Olympus\",\"task\":{\"type\":\"echo\"}} | timeZone | time"
                        + " zone",
                "{\"cron\":\"@daily\"} | task | null",
                "{\"cron\":\"@daily\",\"task\":{\"type\":\"nope\"}} | type | echo",
                "{\"cron\":\"@daily\",\"task\":{\"type\":\"echo\",\"delay\":\"1s\"}} | delay | recurs",
                "{\"cron\":\"@daily\",\"task\":{\"type\":\"echo\",\"idempotencyKey\":\"k\"}} | idempotencyKey | recurs",
            })
    void nonsenseIsRefusedAndNamed(String body, String field, String why) {
        put("wrong", body)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].loc", hasItem(field))
                .body("errors[0].msg", containsString(why));
    }

    @Test
    void aNameOfOtherCharactersIsRefused() {
        put("a%20b", "{\"cron\":\"@daily\",\"task\":{\"type\":\"echo\"}}").statusCode(422);
    }
}
