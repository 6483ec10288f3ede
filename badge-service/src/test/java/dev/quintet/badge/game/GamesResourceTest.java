package dev.quintet.badge.game;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class GamesResourceTest {
    private TestBadge badge;

    @BeforeEach
    void claimABadge() {
        badge = claimed("player-" + System.nanoTime());
    }

    @Test
    void aPreflightNeedsNoBadge() {
        given().options("/games/list").then().statusCode(200);
        given().options("/games/me/Breakout").then().statusCode(200);
    }

    @Test
    void theGamesAreListedByName() {
        badge.request()
                .get("/games/list")
                .then()
                .statusCode(200)
                .body("status", equalTo("SUCCESS"))
                .body("data.game_name", contains("Asteroids", "Breakout", "Labyrinth", "Tappytime"));
        badge.request()
                .get("/games/list?sortBy=desc&pageSize=2&page=2")
                .then()
                .body("data.game_name", contains("Breakout", "Asteroids"));
    }

    @Test
    void oldFirmwareGetsTheListAsAStringInsideJson() {
        badge.request()
                .accept("application/vnd.ckc.v1+json")
                .get("/games/list?pageSize=1")
                .then()
                .statusCode(200)
                .contentType("application/vnd.ckc.v1+json")
                .body("data", equalTo("[{\"game_name\":\"Asteroids\"}]"));
    }

    @Test
    void aScoreIsKeptOnceAndAnswersItsRecord() {
        long id = badge.score("Breakout", 100, "\"12.50\"");
        assertThat(badge.score("BO", "\"100\"", 12.5)).isEqualTo(id);
        assertThat(badge.score("1", 101, 12.5)).isGreaterThan(id);
        badge.request()
                .get("/games/me/breakout")
                .then()
                .statusCode(200)
                .body("data.score", contains(101, 100))
                .body("data[0].game_name", equalTo("Breakout"))
                .body("data[0].duration", equalTo(12.5f));
    }

    @Test
    void aHundredEqualScoresAtOnceAreOneRecord() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(25);
        try {
            Callable<Long> send = () -> badge.score("Labyrinth", 7, 7);
            List<Long> ids = new ArrayList<>();
            for (Future<Long> answer : threads.invokeAll(Collections.nCopies(100, send))) {
                ids.add(answer.get());
            }
            assertThat(ids).hasSize(100).containsOnly(ids.get(0));
        } finally {
            threads.shutdownNow();
        }
        badge.request().get("/games/me").then().body("data", hasSize(1));
    }

    @Test
    void ownScoresAreOrderedAsAsked() {
        badge.score("Breakout", 5, 9);
        badge.score("Labyrinth", 9, 3);
        badge.score("Breakout", 9, 2);
        badge.request().get("/games/me").then().body("data.duration", contains(2, 3, 9));
        badge.request().get("/games/me?sortBy=worst").then().body("data.duration", contains(9, 3, 2));
        badge.request().get("/games/me?sortBy=recent").then().body("data.duration", contains(2, 3, 9));
        badge.request().get("/games/me?sortBy=stale").then().body("data.duration", contains(9, 3, 2));
        badge.request().get("/games/me?sortBy=asc&pageSize=1&page=2").then().body("data.duration", contains(3));
    }

    @Test
    void anEmptyBodyWritesNothingAsInTheOriginal() {
        badge.request()
                .post("/games/me/Breakout")
                .then()
                .statusCode(200)
                .body("data", equalTo("No body passed. Nothing written"));
        badge.request().get("/games/me").then().body("data", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"score\":-1,\"duration\":1}",
                "{\"score\":1,\"duration\":-0.5}",
                "{\"score\":9007199254740992,\"duration\":1}",
                "{\"score\":1e400,\"duration\":1}",
                "{\"score\":\"1e9\",\"duration\":1}",
                "{\"score\":\"NaN\",\"duration\":1}",
                "{\"score\":1.5,\"duration\":1}",
                "{\"score\":[1],\"duration\":1}",
                "{\"score\":1,\"duration\":1000000000.001}",
                "{\"score\":1}",
                "{\"score\":null,\"duration\":1}"
            })
    void aWrongScoreIs422AndNothingIsWritten(String body) {
        badge.request()
                .body(body)
                .post("/games/me/Breakout")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors", hasSize(1));
        badge.request().get("/games/me").then().body("data", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"score\":NaN,\"duration\":1}", "{", "score=1", "{\"score\":1,\"duration\":1} x"})
    void aBodyThatIsNoJsonIs400(String body) {
        badge.request().body(body).post("/games/me/Breakout").then().statusCode(400);
    }

    @Test
    void anUnknownGameIs404() {
        badge.submit("Chess", 1, 1).then().statusCode(404).body("type", equalTo("urn:quintet:problem:unknown-game"));
        badge.request().get("/games/me/Chess").then().statusCode(404);
        badge.request().get("/games/leaderboard/Chess").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "page=0,page must be",
        "page=-1,page must be",
        "page=x,page must be",
        "page=1000000000,page must be",
        "pageSize=0,pageSize must be",
        "pageSize=-1,pageSize must be",
        "pageSize=101,pageSize must be",
        "pageSize=99999999999,pageSize must be",
        "sortBy=BEST,sortBy must be",
        "sortBy=score;drop,sortBy must be"
    })
    void aWrongPageIs400(String query, String detail) {
        for (String list : List.of("/games/list", "/games/me", "/games/me/BO", "/games/leaderboard/BO")) {
            badge.request().get(list + "?" + query).then().statusCode(400).body("detail", containsString(detail));
        }
    }

    @Test
    void strangersAre401Everywhere() {
        TestBadge stranger = TestBadge.fresh();
        for (String list : List.of("/games/list", "/games/me", "/games/me/BO", "/games/leaderboard/BO")) {
            stranger.request().get(list).then().statusCode(401);
        }
        stranger.submit("BO", 1, 1).then().statusCode(401);
    }
}
