package dev.quintet.badge.scoreboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.redis.client.Command;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.badge.BadgeApi;
import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.game.Game;
import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.game.ScoreLists;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BackgroundWork.await;
import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever happens in whatever order, a board that is read says what SQL says. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class BoardEqualsSqlTest {
    private static final int STEPS = 40;
    private static final String BRACKET = "equal";

    @Inject
    RedisScoreBoard boards;

    @Inject
    Leaderboard leaderboard;

    @Inject
    Brackets brackets;

    @Inject
    ScoreLists lists;

    @Inject
    GameCatalogue games;

    @Inject
    RedisConnector redis;

    @Inject
    Database database;

    private Game game;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void afterAnyStepsBoardsAndSqlAgree(long seed) {
        Random random = new Random(seed);
        game = games.require("Labyrinth");
        json("{\"bracket\":\"" + BRACKET + "\"}")
                .post("/badge/staff/brackets")
                .then()
                .statusCode(200);
        List<TestBadge> badges = new ArrayList<>();
        List<Long> users = new ArrayList<>();
        List<Long> records = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String person = "equal-" + seed + "-" + i + "-" + System.nanoTime();
            badges.add(claimed(person));
            users.add(database.read(session -> session.first(
                            "SELECT id FROM users WHERE discord_handle = ?", row -> row.getLong(1), person))
                    .orElseThrow());
        }
        for (int i = 0; i < STEPS; i++) {
            int who = random.nextInt(badges.size());
            switch (random.nextInt(12)) {
                case 0 ->
                    json("{\"reason\":\"tested\"}").post("/badge/staff/scores/" + some(records, random) + "/void");
                case 1 ->
                    json("{\"bracket\":" + (random.nextBoolean() ? "null" : "\"" + BRACKET + "\"") + "}")
                            .put("/badge/staff/users/" + users.get(who) + "/bracket")
                            .then()
                            .statusCode(200);
                case 2 -> redis.call(Command.FLUSHALL);
                case 3 -> BadgeApi.rules("Labyrinth", "accepted", random.nextBoolean() ? 3L : null, null);
                case 4 ->
                    json("{\"reason\":\"tested\"}").post("/badge/staff/scores/" + some(records, random) + "/keep");
                default -> records.add(badges.get(who).score("LA", random.nextInt(6), random.nextInt(3)));
            }
            assertThat(shown(Optional.empty())).isEqualTo(lists.ofGame(game, 0, 0, all()));
        }
        BadgeApi.rules("Labyrinth", "accepted", null, null);
        int bracket = brackets.require(BRACKET).id();
        for (int id : new int[] {Board.EVERYBODY, bracket}) {
            Board board = new Board(game.id(), id, Board.LIVE);
            await().until(() ->
                    boards.read(board, 0, 1, true).await().indefinitely().isPresent());
            for (Sort sort : List.of(Sort.BEST, Sort.WORST)) {
                Page page = new Page(1, 100, sort);
                var asked = id == bracket ? Optional.of(brackets.require(BRACKET)) : Optional.<Brackets.Bracket>empty();
                await().untilAsserted(() -> assertThat(
                                leaderboard.page(game, asked, page).await().indefinitely())
                        .isEqualTo(lists.ofGame(game, id, 0, page)));
            }
        }
    }

    private List<?> shown(Optional<Brackets.Bracket> bracket) {
        return leaderboard.page(game, bracket, all()).await().indefinitely();
    }

    private static Page all() {
        return new Page(1, 100, Sort.BEST);
    }

    private static Object some(List<Long> records, Random random) {
        return records.isEmpty() ? 0 : records.get(random.nextInt(records.size()));
    }

    private static io.restassured.specification.RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }
}
