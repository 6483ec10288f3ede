package dev.quintet.badge.game;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.badge.BackgroundWork;
import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.outbox.Outbox;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BadgeApi.claimed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class BadgeReportsTest {
    private static final String ALL_GAMES =
            "{\"hs\":[[\"BO\",10,1],[\"LA\",\"20\",\"2\"],{\"g\":\"Asteroids\",\"s\":30,\"d\":3},[5,40,4.5]]}";

    @Inject
    Database database;

    @Inject
    BackgroundWork background;

    @Inject
    Outbox outbox;

    @Inject
    ScoreProcessor processor;

    private TestBadge badge;

    @BeforeEach
    void claimABadge() {
        badge = claimed("reporter-" + System.nanoTime());
    }

    @Test
    void aListOfScoresOfAllGamesIsKeptAndUnlocksAroundTheWorldOnce() {
        for (int i = 0; i < 3; i++) {
            badge.request()
                    .body(ALL_GAMES)
                    .post("/badge/verify")
                    .then()
                    .statusCode(200)
                    .body("registered", equalTo("1"));
        }
        background.awaitDone();
        badge.request().get("/games/me").then().body("data.score", containsInAnyOrder(10, 20, 30, 40));
        assertThat(count("user_achievements a JOIN badges b ON b.user_id = a.user_id WHERE a.achievement_id = 2 AND"))
                .isEqualTo(1);
        assertThat(count("events e JOIN badges b ON b.id = e.badge_id WHERE e.event_id = 17 AND"))
                .isEqualTo(1);
    }

    @Test
    void scoresSentOneByOneUnlockAroundTheWorldToo() {
        for (String game : List.of("BO", "LA", "RO", "TT")) {
            badge.score(game, 1, 1);
        }
        background.awaitDone();
        assertThat(count("user_achievements a JOIN badges b ON b.user_id = a.user_id WHERE"))
                .isEqualTo(1);
    }

    @Test
    void anEventProcessedByManyAtOnceAndAgainHasItsEffectOnce() throws Exception {
        long badgeId = database.read(session ->
                        session.first("SELECT id FROM badges WHERE uuid = ?", row -> row.getLong(1), badge.uuid()))
                .orElseThrow();
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("badge_id", badgeId);
        var scores = payload.putArray("scores");
        for (int game : new int[] {1, 2, 3, 5}) {
            scores.addArray().add(game).add(77).add(7000);
        }
        long event = database.transact(
                        session -> outbox.add(session, BadgeStreams.SCORES, ScoreEvent.HIGH_SCORE, payload))
                .id();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(() ->
                        processor.process(List.of(new ScoreEvent(event, ScoreEvent.HIGH_SCORE, payload, false)))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        badge.request().get("/games/me").then().body("data", hasSize(4));
        assertThat(count("user_achievements a JOIN badges b ON b.user_id = a.user_id WHERE"))
                .isEqualTo(1);
        assertThat(count("events e JOIN badges b ON b.id = e.badge_id WHERE")).isEqualTo(1);
    }

    @Test
    void aStatusIsKept() {
        badge.request()
                .body("{\"status\":{\"battery\":81}}")
                .post("/badge/verify")
                .then()
                .statusCode(200);
        background.awaitDone();
        assertThat(count("badges b WHERE status = '{\"battery\":81}' AND")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hs\":5}",
                "{\"hs\":\"x\"}",
                "{\"hs\":[[\"BO\",1]]}",
                "{\"hs\":[[\"BO\",1,1],[\"XX\",1,1]]}",
                "{\"hs\":[[\"BO\",-1,1]]}",
                "{\"hs\":[[\"BO\",\"NaN\",1]]}",
                "{\"hs\":[[[\"BO\"],1,1]]}",
                "{\"hs\":[{\"g\":\"BO\",\"s\":1}]}",
                "{\"status\":\"\\u0000\"}",
                "[]"
            })
    void aWrongReportIs422AndNothingOfItIsTaken(String body) {
        badge.request().body(body).post("/badge/verify").then().statusCode(422);
        background.awaitDone();
        badge.request().get("/games/me").then().body("data", hasSize(0));
    }

    @Test
    void aListOfTenThousandScoresIs422() {
        String entries = "[\"BO\",1,1],".repeat(9_999) + "[\"BO\",1,1]";
        badge.request()
                .body("{\"hs\":[" + entries + "]}")
                .post("/badge/verify")
                .then()
                .statusCode(422)
                .body("errors[0].msg", equalTo("must have at most 200 entries"));
    }

    @Test
    void deeplyNestedJsonIs400() {
        String body = "{\"hs\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
        badge.request().body(body).post("/badge/verify").then().statusCode(400);
    }

    private long count(String from) {
        return database.read(session -> session.first(
                        "SELECT count(*) FROM " + from + " b.uuid = ?", row -> row.getLong(1), badge.uuid()))
                .orElseThrow();
    }
}
