package dev.quintet.badge.game;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;

/** Makes the board say of scores what PostgreSQL says. */
@Singleton
class ScoreRanking {
    private final Database database;
    private final ScoreStore scores;
    private final GameCatalogue games;
    private final ScoreBoard board;

    ScoreRanking(Database database, ScoreStore scores, GameCatalogue games, ScoreBoard board) {
        this.database = database;
        this.scores = scores;
        this.games = games;
        this.board = board;
    }

    /**
     * Ranks the scores that the events, whoever has done them, have left, and takes off those that do not count. Staff
     * change a score's state and then the board; the state is held here until the board says the same, so theirs is the
     * last word.
     */
    void settle(List<ScoreEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        database.run(session -> {
            List<StoredScore> stored = scores.hold(session, ids(session, events));
            board.rank(stored.stream().filter(StoredScore::isKept).toList());
            stored.stream().filter(score -> !score.isKept()).forEach(board::remove);
        });
    }

    private Set<Long> ids(Session session, List<ScoreEvent> events) throws SQLException {
        Set<Long> ids = new HashSet<>(ScoreEvent.scoreIds(payloads(events, Set.of(ScoreEvent.SCORE, ScoreEvent.VOID))));
        List<SentScore> listed = ScoreEvent.listed(payloads(events, Set.of(ScoreEvent.HIGH_SCORE)), games);
        ids.addAll(scores.idsOf(session, listed.stream().map(SentScore::key).toList())
                .values());
        return ids;
    }

    private static List<JsonNode> payloads(List<ScoreEvent> events, Set<String> kinds) {
        return events.stream()
                .filter(event -> kinds.contains(event.kind()))
                .map(ScoreEvent::payload)
                .toList();
    }
}
