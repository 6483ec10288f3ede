package dev.quintet.badge.scoreboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BadgeApi;
import dev.quintet.badge.BadgeApi.TestBadge;
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
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class LeaderboardTest {
    @Inject
    RedisScoreBoard board;

    @Inject
    Leaderboard leaderboard;

    @Inject
    ScoreLists lists;

    @Inject
    GameCatalogue games;

    @Inject
    RedisConnector redis;

    private Game game;
    private Board live;

    @BeforeEach
    void theBoardIsWhole() {
        game = games.require("Tappytime");
        live = new Board(game.id(), Board.EVERYBODY, Board.LIVE);
        awaitWhole();
    }

    @Test
    void theBoardEqualsSqlAfterEveryScoreInBothDirectionsAndOnEveryPage() {
        Random random = new Random(20);
        List<TestBadge> badges = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            badges.add(claimed("ranked-" + i + "-" + System.nanoTime()));
        }
        for (int i = 0; i < 60; i++) {
            // Few values, so that ties of score and of duration are frequent.
            badges.get(random.nextInt(4)).score("TT", random.nextInt(6), random.nextInt(3));
            assertEqualsSql();
        }
        badges.get(0).score("TT", 9_007_199_254_740_991L, 0);
        badges.get(1).score("TT", 9_007_199_254_740_990L, 1_000_000_000);
        assertEqualsSql();
    }

    @Test
    void anEmptiedRedisIsAnsweredFromSqlAndFilledAgain() {
        TestBadge badge = claimed("flushed-" + System.nanoTime());
        badge.score("TT", 31, 3);
        redis.call(Command.FLUSHALL);
        assertThat(leaderboard
                        .page(game, Optional.empty(), new Page(1, 100, Sort.BEST))
                        .await()
                        .indefinitely())
                .isEqualTo(lists.ofGame(game, 0, 0, new Page(1, 100, Sort.BEST)));
        awaitWhole();
        assertEqualsSql();
    }

    @Test
    void aPersonsNewNameReachesTheBoard() {
        String person = "renamed-" + System.nanoTime();
        TestBadge first = claimed(person);
        first.score("TT", 4_000_000, 3);
        BadgeApi.claim(TestBadge.fresh().code(), "new-" + person, "id-" + person)
                .then()
                .statusCode(201);
        awaitWhole();
        assertThat(board.read(live, 0, 100, true).await().indefinitely().orElseThrow())
                .extracting(RankedMember::handle)
                .contains("new-" + person)
                .doesNotContain(person);
        assertEqualsSql();
    }

    private void awaitWhole() {
        await().until(() -> board.read(live, 0, 1, true).await().indefinitely().isPresent());
    }

    private void assertEqualsSql() {
        awaitWhole();
        for (Sort sort : List.of(Sort.BEST, Sort.WORST)) {
            for (Page page : List.of(new Page(1, 100, sort), new Page(2, 7, sort), new Page(999, 100, sort))) {
                assertThat(leaderboard
                                .page(game, Optional.empty(), page)
                                .await()
                                .indefinitely())
                        .isEqualTo(lists.ofGame(game, 0, 0, page));
            }
        }
    }
}
