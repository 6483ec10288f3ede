package dev.quintet.badge.staff;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BackgroundWork;
import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BackgroundWork.await;
import static dev.quintet.badge.BadgeApi.claimed;
import static dev.quintet.badge.BadgeApi.rules;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class StaffScoresTest {
    private static final String STAFF = "/badge/staff";

    @Inject
    Database database;

    @Inject
    BackgroundWork background;

    private String person;
    private TestBadge badge;

    @BeforeEach
    void claimABadge() {
        person = "judged-" + System.nanoTime();
        badge = claimed(person);
    }

    @AfterEach
    void anythingIsPlausibleAgain() {
        rules("Breakout", "accepted", null, null);
    }

    @Test
    void anImplausibleScoreIsHeldAndCountsOnceStaffKeepIt() {
        // So high that they are on the first page, whoever else has played.
        long good = 5_000_000_000L;
        long most = 4_000_000_000_000_000L;
        rules("Breakout", "accepted", most, good / 5);
        long high = badge.score("BO", most + 1, 1_000_000_000);
        long fast = badge.score("BO", good + 1, 5);
        badge.score("BO", good, 5);
        badge.request().get("/games/me/BO").then().body("data.score", equalTo(List.of(good)));
        board().body("data.discord_handle", hasItem(person));
        held().body("data.record_id", hasItem((int) high)).body("data.record_id", hasItem((int) fast));

        decide(fast, "keep").statusCode(200);
        badge.request().get("/games/me/BO").then().body("data.score", equalTo(List.of(good + 1, good)));
        board().body("data.score", hasItem(good + 1));
        decide(fast, "keep").statusCode(409).body("detail", equalTo("This score is kept, not held."));
        decide(high, "void").statusCode(200);
        held().body("data.record_id", not(hasItem((int) high)));
        // It does not come back by being sent again.
        assertThat(badge.score("BO", most + 1, 1_000_000_000)).isEqualTo(high);
        badge.request().get("/games/me/BO").then().body("data", hasSize(2));
    }

    @Test
    void aHeldScoreUnlocksNothingUntilItIsKept() {
        rules("Breakout", "accepted", 10L, null);
        for (String game : List.of("LA", "RO", "TT")) {
            badge.score(game, 1, 1);
        }
        long held = badge.score("BO", 11, 1);
        background.awaitDone();
        assertThat(achievements()).isZero();
        decide(held, "keep").statusCode(200);
        background.awaitDone();
        assertThat(achievements()).isEqualTo(1);
    }

    @Test
    void aVoidScoreLeavesEveryBoardAndListAndIsAudited() {
        long top = badge.score("BO", 9_000_000_000_000_000L, 1);
        board().body("data.discord_handle", hasItem(person));
        decide(top, "void").statusCode(200);
        board().body("data.discord_handle", not(hasItem(person)));
        badge.request().get("/games/me/BO").then().body("data", hasSize(0));
        decide(top, "void").statusCode(409);
        decide(Long.MAX_VALUE / 100, "void").statusCode(404);
        given().get(STAFF + "/audit")
                .then()
                .statusCode(200)
                .body("data[0].action", equalTo("score.void"))
                .body("data[0].subject", equalTo("score " + top))
                .body("data[0].caller", equalTo("local"))
                .body("data[0].detail.reason", equalTo("tested"))
                .body("data[0].detail.was", equalTo("kept"));
    }

    @Test
    void aVoidWaitsForWhoDecidesAboutThePersonSoThatNothingIsUnlockedAfterIt() {
        long record = badge.score("BO", 7, 7);
        background.awaitDone();
        CompletableFuture<Integer> answer = database.transact(session -> {
            // As a processor does that is about to unlock something.
            session.first(
                    "SELECT id FROM users WHERE discord_handle = ? FOR NO KEY UPDATE", row -> row.getLong(1), person);
            CompletableFuture<Integer> decision = CompletableFuture.supplyAsync(
                    () -> decide(record, "void").extract().statusCode());
            await().until(this::somebodyWaitsForAPerson);
            assertThat(state(session, record)).isEqualTo("kept");
            return decision;
        });
        assertThat(answer.join()).isEqualTo(200);
        assertThat(database.<String>read(session -> state(session, record))).isEqualTo("void");
    }

    private boolean somebodyWaitsForAPerson() {
        return database.read(session -> session.first(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND datname = current_database() AND query LIKE '%FROM users%'",
                        row -> row.getLong(1) > 0))
                .orElseThrow();
    }

    private static String state(Session session, long record) throws java.sql.SQLException {
        return session.first("SELECT state FROM scores WHERE id = ?", row -> row.getString(1), record)
                .orElseThrow();
    }

    private ValidatableResponse board() {
        return badge.request()
                .get("/games/leaderboard/Breakout?pageSize=100")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse held() {
        return given().get(STAFF + "/scores/held?pageSize=100&sortBy=recent")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse decide(long score, String decision) {
        return given().contentType(ContentType.JSON)
                .body("{\"reason\":\"tested\"}")
                .post(STAFF + "/scores/" + score + "/" + decision)
                .then();
    }

    private long achievements() {
        return database.read(session -> session.first(
                        "SELECT count(*) FROM user_achievements a JOIN users u ON u.id = a.user_id"
                                + " WHERE u.discord_handle = ?",
                        row -> row.getLong(1),
                        person))
                .orElseThrow();
    }
}
