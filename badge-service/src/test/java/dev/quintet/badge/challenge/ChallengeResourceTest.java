package dev.quintet.badge.challenge;

import java.util.Optional;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.database.Database;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BackgroundWork.await;
import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class ChallengeResourceTest {
    @Inject
    Database database;

    private String aliceName;
    private String bobName;
    private TestBadge alice;
    private TestBadge bob;

    @BeforeEach
    void twoPeople() {
        aliceName = "alice-" + System.nanoTime();
        bobName = "bob-" + System.nanoTime();
        alice = claimed(aliceName);
        bob = claimed(bobName);
    }

    @Test
    void theHigherScoreWinsAndBothBadgesAreTold() {
        int id = offer();
        bob.request()
                .get("/badge/event/queue")
                .then()
                .body("badge_action", equalTo("challenge"))
                .body("event_message", containsString(aliceName + " challenges you to a game of Breakout"));
        answer(bob, id, "accept", 200);
        alice.score("BO", 10, 5);
        bob.score("BO", 12, 9);
        awaitState(id, "won");
        alice.request().get("/games/challenges").then().body("data[0].winner", equalTo(bobName));
        String message = "<@id-%s> won the challenge against <@id-%s> to a game of: Breakout with 12 pts to 10 pts"
                .formatted(bobName, aliceName);
        alice.request().get("/badge/event/queue").then().body("event_message", equalTo(message));
        bob.request().get("/badge/event/queue").then().body("event_message", equalTo(message));
        bob.request().get("/badge/event/queue").then().body("$", empty());
    }

    @Test
    void ofEqualScoresTheShorterWinsAndOfEqualDurationsNobody() {
        int shorter = offer();
        answer(bob, shorter, "accept", 200);
        alice.score("BO", 10, 5);
        bob.score("BO", 10, 6);
        awaitState(shorter, "won");
        alice.request().get("/games/challenges").then().body("data[0].winner", equalTo(aliceName));

        int draw = offer();
        answer(bob, draw, "accept", 200);
        alice.score("BO", 20, 5);
        bob.score("BO", 20, 5);
        awaitState(draw, "drawn");
        alice.request().get("/games/challenges").then().body("data[0].winner", nullValue());
    }

    @Test
    void scoresFromBeforeTheAcceptanceAndOfOtherGamesDoNotCount() {
        int id = offer();
        alice.score("BO", 99, 1);
        answer(bob, id, "accept", 200);
        alice.score("LA", 99, 1);
        bob.score("BO", 1, 1);
        alice.score("BO", 2, 1);
        awaitState(id, "won");
        alice.request().get("/games/challenges").then().body("data[0].winner", equalTo(aliceName));
    }

    @Test
    void aScoreThatStaffTakeAwayDecidesNoOpenChallenge() {
        int id = offer();
        answer(bob, id, "accept", 200);
        long unfair = alice.score("BO", 99, 1);
        await().until(() -> scoreOf(id).isPresent());
        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"tested\"}")
                .post("/badge/staff/scores/" + unfair + "/void")
                .then()
                .statusCode(200);
        assertThat(scoreOf(id)).isEmpty();
        bob.score("BO", 5, 1);
        alice.score("BO", 4, 1);
        awaitState(id, "won");
        alice.request().get("/games/challenges").then().body("data[0].winner", equalTo(bobName));
    }

    @Test
    void onlyTheOpponentAnswersAndOnlyOnce() {
        int id = offer();
        answer(alice, id, "accept", 409);
        answer(claimed("carol-" + System.nanoTime()), id, "accept", 404);
        answer(bob, id, "decline", 200);
        answer(bob, id, "accept", 409);
        alice.request().get("/games/challenges").then().body("data[0].state", equalTo("declined"));
    }

    @Test
    void aChallengeWhoseTimeIsOverExpires() {
        int id = offer();
        database.run(session -> session.update(
                "UPDATE challenges SET expires_at = now() - interval '1 second' WHERE id = ?", (long) id));
        answer(bob, id, "accept", 409);
        awaitState(id, "expired");
    }

    @Test
    void nobodyChallengesStrangersOrHimself() {
        alice.request()
                .body(body("Breakout", "nobody"))
                .post("/games/challenges")
                .then()
                .statusCode(404);
        alice.request()
                .body(body("Chess", bobName))
                .post("/games/challenges")
                .then()
                .statusCode(404);
        alice.request()
                .body(body("Breakout", aliceName))
                .post("/games/challenges")
                .then()
                .statusCode(409);
        alice.request().body("{\"game\":5}").post("/games/challenges").then().statusCode(422);
        alice.request().post("/games/challenges").then().statusCode(400);
    }

    @Test
    void theListIsPagedNewestFirst() {
        int first = offer();
        int second = offer();
        alice.request().get("/games/challenges").then().body("data.id", contains(second, first));
        bob.request().get("/games/challenges?sortBy=stale&pageSize=1").then().body("data.id", contains(first));
    }

    private Optional<Long> scoreOf(int challenge) {
        return database.read(session -> session.first(
                        "SELECT challenger_score_id FROM challenges WHERE id = ?",
                        row -> Optional.ofNullable(row.getObject(1, Long.class)),
                        (long) challenge))
                .orElseThrow();
    }

    private int offer() {
        return alice.request()
                .body(body("Breakout", bobName))
                .post("/games/challenges")
                .then()
                .statusCode(201)
                .body("data.state", equalTo("offered"))
                .extract()
                .path("data.id");
    }

    private static String body(String game, String opponent) {
        return "{\"game\":\"%s\",\"opponent\":\"%s\"}".formatted(game, opponent);
    }

    private static void answer(TestBadge badge, int id, String answer, int status) {
        badge.request().post("/games/challenges/" + id + "/" + answer).then().statusCode(status);
    }

    private void awaitState(int id, String state) {
        await().until(() -> database.read(session ->
                        session.first("SELECT state FROM challenges WHERE id = ?", row -> row.getString(1), (long) id))
                .orElseThrow()
                .equals(state));
    }
}
