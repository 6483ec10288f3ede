package dev.quintet.badge.game;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BackgroundWork;
import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.outbox.Outbox;
import dev.quintet.badge.outbox.OutboxEvent;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BackgroundWork.await;
import static dev.quintet.badge.BadgeApi.claimed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class ScoreBatchesTest {
    private static final int NOBODY = 999_999_999;

    @Inject
    Database database;

    @Inject
    BackgroundWork background;

    @Inject
    Outbox outbox;

    @Inject
    ScoreProcessor processor;

    @Inject
    ScoreWriter writer;

    @Inject
    GameCatalogue games;

    @Inject
    ScoreStore scores;

    @Inject
    ScoreBoard board;

    @Test
    void scoresHandedInTogetherAreStoredOnceEachAndTheSameScoreIsTheSameRecord() throws Exception {
        long badge = badgeId(claimed("together-" + System.nanoTime()));
        Map<Integer, List<CompletableFuture<Long>>> records = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            records.computeIfAbsent(i % 200, score -> new ArrayList<>()).add(write(badge, i % 200));
        }
        for (List<CompletableFuture<Long>> same : records.values()) {
            Long first = same.get(0).get();
            assertThat(first).isPositive();
            for (CompletableFuture<Long> record : same) {
                assertThat(record.get()).isEqualTo(first);
            }
        }
        assertThat(number("SELECT count(*) FROM scores WHERE badge_id = ?", badge))
                .isEqualTo(200);
    }

    @Test
    void aScoreThatCannotBeStoredCostsNoOther() throws Exception {
        long badge = badgeId(claimed("beside-" + System.nanoTime()));
        List<CompletableFuture<Long>> good = new ArrayList<>();
        List<CompletableFuture<Long>> bad = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            good.add(write(badge, i));
            bad.add(write(NOBODY, i));
        }
        for (CompletableFuture<Long> record : good) {
            assertThat(record.get()).isPositive();
        }
        for (CompletableFuture<Long> record : bad) {
            assertThatThrownBy(record::get).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void manyProcessorsWithOverlappingBatchesInAnyOrderDoEachEventOnce() throws Exception {
        List<Long> badges = new ArrayList<>();
        List<ScoreEvent> events = new ArrayList<>();
        String name = "batch-" + System.nanoTime() + "-";
        for (int i = 0; i < 8; i++) {
            long badge = badgeId(claimed(name + i));
            badges.add(badge);
            for (Game game : games.all()) {
                events.add(listEvent(badge, game));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int seed = 0; seed < 24; seed++) {
                List<ScoreEvent> mine = new ArrayList<>(events);
                Collections.shuffle(mine, new Random(seed));
                all.add(threads.submit(() -> {
                    processor.process(mine.subList(0, 12));
                    processor.process(mine.subList(12, mine.size()));
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (long badge : badges) {
            assertThat(number("SELECT count(*) FROM scores WHERE badge_id = ?", badge))
                    .isEqualTo(4);
            assertThat(number("SELECT count(*) FROM events WHERE badge_id = ?", badge))
                    .isEqualTo(1);
            assertThat(achievements(badge)).isEqualTo(1);
        }
    }

    @Test
    void aScoreWhoseEffectsFailCostsNoOtherThatCameWithIt() {
        TestBadge badge = claimed("unlucky-" + System.nanoTime());
        long id = badgeId(badge);
        for (String game : List.of("BO", "LA", "RO")) {
            badge.score(game, 6, 6);
        }
        background.awaitDone();
        long last = insert(id, "TT", 6);
        long fatal = insert(id, "TT", Fragile.FATAL);
        Fragile.FAILING.set(true);
        try {
            processor.process(List.of(kept(ScoreEvent.SCORE, ScoreEvent.payloadOf(List.of(last, fatal)), true)));
            await().until(() -> achievements(id) == 1);
        } finally {
            Fragile.FAILING.set(false);
        }
        background.awaitDone();
        assertThat(achievements(id)).isEqualTo(1);
    }

    /** An effect that cannot be had of one score. */
    @Singleton
    static class Fragile implements ScoreEffect {
        static final long FATAL = 666_666_667;
        static final AtomicBoolean FAILING = new AtomicBoolean();

        @Override
        public String event() {
            return "fragile";
        }

        @Override
        public Set<Long> candidates(Session session, List<StoredScore> scores) {
            if (FAILING.get() && scores.stream().anyMatch(score -> score.score().points() == FATAL)) {
                throw new IllegalStateException("as the test wants it");
            }
            return Set.of();
        }

        @Override
        public void apply(Session session, StoredScore score) {}
    }

    @Test
    void aHeldScoreIsNoGameOfAroundTheWorld() {
        TestBadge badge = claimed("held-" + System.nanoTime());
        long id = badgeId(badge);
        for (String game : List.of("BO", "LA", "RO")) {
            badge.score(game, 5, 5);
        }
        long held = badge.score("TT", 5, 5);
        background.awaitDone();
        database.run(session -> {
            session.update("UPDATE scores SET state = 'held' WHERE id = ?", held);
            session.update(
                    "DELETE FROM user_achievements WHERE user_id = (SELECT user_id FROM badges WHERE id = ?)", id);
        });
        processor.process(List.of(listEvent(id, games.require("BO")), scoreEvent(held)));
        assertThat(achievements(id)).isZero();
    }

    @Test
    void aScoreThatIsTakenAwayBetweenItsCommitAndItsRankingLeavesTheBoard() {
        String name = "late-" + System.nanoTime();
        TestBadge badge = claimed(name);
        long id = badge.score("TT", Score.MAX_POINTS, 1);
        background.awaitDone();
        StoredScore kept = database.read(session -> scores.find(session, id)).orElseThrow();
        database.run(session -> session.update("UPDATE scores SET state = 'void' WHERE id = ?", id));
        board.rank(List.of(kept));
        processor.process(List.of(scoreEvent(id)));
        badge.request()
                .get("/games/leaderboard/TT?pageSize=100")
                .then()
                .statusCode(200)
                .body("data.discord_handle", not(hasItem(name)));
    }

    private CompletableFuture<Long> write(long badge, int points) {
        Submission sent = new Submission(games.require("BO"), new Score(points, 1));
        return writer.write(new SentScore(badge, sent, Map.of())).toCompletableFuture();
    }

    private ScoreEvent listEvent(long badge, Game game) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("badge_id", badge);
        payload.putArray("scores").addArray().add(game.id()).add(7).add(7_000);
        return kept(ScoreEvent.HIGH_SCORE, payload, false);
    }

    private ScoreEvent scoreEvent(long score) {
        return kept(ScoreEvent.SCORE, ScoreEvent.payloadOf(List.of(score)), true);
    }

    /** Kept and not published: who processes it is up to the test, until it is sent again. */
    private ScoreEvent kept(String kind, JsonNode payload, boolean ranked) {
        OutboxEvent event = database.transact(
                        session -> outbox.keep(session, BadgeStreams.SCORES, kind, List.of(payload)))
                .get(0);
        return new ScoreEvent(event.id(), kind, payload, ranked);
    }

    private long insert(long badge, String game, long points) {
        Submission sent = new Submission(games.require(game), new Score(points, 1));
        return database.transact(session -> scores.insert(session, List.of(new SentScore(badge, sent, Map.of()))))
                .get(0)
                .id();
    }

    private long achievements(long badge) {
        return number(
                "SELECT count(*) FROM user_achievements a JOIN badges b ON b.user_id = a.user_id WHERE b.id = ?",
                badge);
    }

    private long badgeId(TestBadge badge) {
        return database.read(session ->
                        session.first("SELECT id FROM badges WHERE uuid = ?", row -> row.getLong(1), badge.uuid()))
                .orElseThrow();
    }

    private long number(String sql, long parameter) {
        return database.read(session -> session.first(sql, row -> row.getLong(1), parameter))
                .orElseThrow();
    }
}
