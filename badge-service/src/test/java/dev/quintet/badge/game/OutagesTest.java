package dev.quintet.badge.game;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.database.Database;
import dev.quintet.local.engine.PostgresEngine;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BadgeApi.claimed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class OutagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Database database;

    PostgresEngine postgres;
    RedisEngine redis;

    @Test
    void withoutPostgresLeaderboardsGoOnAndWritesAre503AndAfterwardsAllIsWell() {
        TestBadge badge = claimed("outage-" + System.nanoTime());
        badge.score("RO", 1_000, 10);
        awaitProcessed();
        await().atMost(PATIENCE)
                .until(() -> badge.request()
                                .get("/games/leaderboard/RO")
                                .then()
                                .extract()
                                .jsonPath()
                                .getList("data")
                                .size()
                        > 0);

        postgres.kill();
        try {
            badge.request()
                    .get("/games/leaderboard/RO?pageSize=1")
                    .then()
                    .statusCode(200)
                    .body("data[0].score", equalTo(1_000));
            badge.submit("RO", 2_000, 10)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .contentType("application/problem+json");
            badge.request()
                    .body("{\"hs\":[[\"BO\",5,5]]}")
                    .post("/badge/verify")
                    .then()
                    .statusCode(503);
            TestBadge.fresh().request().post("/badge/register").then().statusCode(503);
        } finally {
            postgres.restart();
        }
        await().atMost(PATIENCE).until(() -> badge.submit("RO", 2_000, 10).statusCode() == 200);
        badge.request().get("/games/me").then().body("data", hasSize(2));
    }

    @Test
    void withoutRedisKnownBadgesScoreAndTheirEffectsFollowOnce() {
        String person = "outage-" + System.nanoTime();
        TestBadge badge = claimed(person);
        badge.score("BO", 1, 1);
        awaitProcessed();

        redis.kill();
        try {
            for (String game : List.of("LA", "RO", "TT")) {
                assertThat(badge.score(game, 77, 7)).isPositive();
            }
            badge.request()
                    .body("{\"hs\":[[\"BO\",88,8]]}")
                    .post("/badge/verify")
                    .then()
                    .statusCode(200);
            badge.request().get("/games/leaderboard/LA").then().statusCode(200);
            badge.request().get("/games/me").then().statusCode(200).body("data", hasSize(4));
            TestBadge.fresh().request().post("/badge/register").then().statusCode(503);
        } finally {
            redis.restart();
        }
        awaitProcessed();
        badge.request().get("/games/me").then().body("data", hasSize(5));
        assertThat(database.read(session -> session.first(
                                "SELECT count(*) FROM user_achievements a JOIN users u ON u.id = a.user_id"
                                        + " WHERE u.discord_handle = ?",
                                row -> row.getLong(1),
                                person))
                        .orElseThrow())
                .isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> TestBadge.fresh().request().post("/badge/register").statusCode() == 200);
    }

    private void awaitProcessed() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        database.read(session -> session.first("SELECT count(*) FROM outbox", row -> row.getLong(1)))
                                        .orElseThrow()
                                == 0);
    }
}
