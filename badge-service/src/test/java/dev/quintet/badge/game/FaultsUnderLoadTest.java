package dev.quintet.badge.game;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BackgroundWork;
import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.database.Database;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.local.engine.PostgresEngine;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BackgroundWork.await;
import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

/**
 * Badges score on while everything else goes and comes: meanwhile each call is answered as the contract says, and
 * afterwards what was accepted is there once, and so is what it set off.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class FaultsUnderLoadTest {
    private static final List<String> GAMES = List.of("BO", "LA", "RO", "TT");
    private static final int PLAYERS = 4;
    private static final String LIVE_ASTEROIDS = "quintet:badges:{boards}:3:0:0:ready";

    @Inject
    Database database;

    @Inject
    RedisConnector connector;

    @Inject
    ScoreConsumer processor;

    @Inject
    BackgroundWork background;

    PostgresEngine postgres;
    RedisEngine redis;

    /** By badge the durations of the scores that were answered 200. */
    private final Map<TestBadge, Set<Long>> accepted = new ConcurrentHashMap<>();

    private final Set<Integer> answers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean playing = new AtomicBoolean(true);

    @Test
    void everyAnswerIsAsDocumentedAndAfterwardsEveryAcceptedScoreAndAchievementIsThereOnce() throws Exception {
        String name = "faults-" + System.nanoTime() + "-";
        ExecutorService threads = Executors.newFixedThreadPool(PLAYERS);
        List<Future<?>> players = new ArrayList<>();
        try {
            for (int i = 0; i < PLAYERS; i++) {
                TestBadge badge = claimed(name + i);
                accepted.put(badge, ConcurrentHashMap.newKeySet());
                players.add(threads.submit(() -> play(badge)));
            }
            TestBadge witness = claimed(name + "witness");
            witness.score("RO", 1_000, 10);
            await().until(() -> connector.call(Command.EXISTS, LIVE_ASTEROIDS).toInteger() == 1);
            more();
            withoutPostgres(witness);
            more();
            withoutRedis(witness);
            more();
            connector.call(Command.FLUSHALL);
            more();
            processor.stop(null);
            more();
            processor.start(null);
            more();
            await().until(this::everybodyHasPlayedAllGames);
            playing.set(false);
            for (Future<?> player : players) {
                player.get();
            }
        } finally {
            playing.set(false);
            threads.shutdownNow();
        }
        assertThat(answers).isSubsetOf(200, 503, 429);
        background.awaitDone();
        accepted.forEach(
                (badge, scores) -> assertThat(new TreeSet<>(stored(badge))).containsAll(scores));
        assertThat(number(
                        "SELECT count(*) FROM user_achievements a JOIN users u ON u.id = a.user_id"
                                + " WHERE starts_with(u.discord_handle, ?)",
                        name))
                .isEqualTo(PLAYERS + 1);
        assertThat(number(
                        "SELECT count(*) FROM events e JOIN badges b ON b.id = e.badge_id JOIN users u ON u.id = b.user_id"
                                + " WHERE starts_with(u.discord_handle, ?)",
                        name))
                .isEqualTo(PLAYERS + 1);
        await().untilAsserted(() -> assertThat(number(
                        "SELECT count(*) FROM discord_messages WHERE state = 'posted'" + " AND starts_with(content, ?)",
                        name))
                .isEqualTo(PLAYERS + 1));
    }

    /** Leaderboards go on from Redis; what needs PostgreSQL says so, and writes nothing. */
    private void withoutPostgres(TestBadge witness) {
        postgres.kill();
        try {
            witness.request()
                    .get("/games/leaderboard/RO?pageSize=1")
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(1));
            witness.submit("RO", 2_000, 10)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .contentType("application/problem+json");
            witness.request()
                    .body("{\"hs\":[[\"BO\",5,5]]}")
                    .post("/badge/verify")
                    .then()
                    .statusCode(503);
            TestBadge.fresh().request().post("/badge/register").then().statusCode(503);
            awaitReachable(false);
        } finally {
            postgres.restart();
        }
        await().until(() -> witness.submit("RO", 2_000, 10).statusCode() == 200);
        awaitReachable(true);
    }

    /** Ready in any case: leaderboards go on without PostgreSQL. */
    private static void awaitReachable(boolean reachable) {
        await().untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'badge schema' }.data.engine", equalTo("postgresql"))
                .body("checks.find { it.name == 'badge schema' }.data.reachable", equalTo(reachable)));
    }

    /** Known badges score and list from PostgreSQL; what that sets off follows. */
    private void withoutRedis(TestBadge witness) {
        redis.kill();
        try {
            for (String game : List.of("LA", "RO", "TT")) {
                assertThat(witness.score(game, 77, 7)).isPositive();
            }
            witness.request()
                    .body("{\"hs\":[[\"BO\",88,8]]}")
                    .post("/badge/verify")
                    .then()
                    .statusCode(200);
            witness.request().get("/games/leaderboard/LA").then().statusCode(200);
            witness.request().get("/games/me").then().statusCode(200).body("data", hasSize(5));
            TestBadge.fresh().request().post("/badge/register").then().statusCode(503);
            more();
        } finally {
            redis.restart();
        }
        await().until(() -> TestBadge.fresh().request().post("/badge/register").statusCode() == 200);
        await().untilAsserted(() -> witness.request().get("/games/me").then().body("data", hasSize(6)));
    }

    /** All games in turn, with so few points that nobody else's scores are pushed off a board's first page. */
    private void play(TestBadge badge) {
        for (long duration = 1; playing.get(); duration++) {
            String game = GAMES.get((int) (duration % GAMES.size()));
            int status = badge.submit(game, 1, duration).statusCode();
            answers.add(status);
            if (status == 200) {
                accepted.get(badge).add(duration);
            }
        }
    }

    private boolean everybodyHasPlayedAllGames() {
        return accepted.values().stream()
                .allMatch(durations -> durations.stream()
                                .map(duration -> duration % GAMES.size())
                                .distinct()
                                .count()
                        == GAMES.size());
    }

    /** Until more scores have been accepted, whatever is away meanwhile. */
    private void more() {
        int before = count();
        await().until(() -> count() >= before + 20);
    }

    private int count() {
        return accepted.values().stream().mapToInt(Set::size).sum();
    }

    private List<Long> stored(TestBadge badge) {
        return database.read(session -> session.list(
                "SELECT s.duration_ms / 1000 AS duration FROM scores s JOIN badges b ON b.id = s.badge_id WHERE b.uuid = ? LIMIT 100000",
                row -> row.getLong("duration"),
                badge.uuid()));
    }

    private long number(String sql, String parameter) {
        return database.read(session -> session.first(sql, row -> row.getLong(1), parameter))
                .orElseThrow();
    }
}
