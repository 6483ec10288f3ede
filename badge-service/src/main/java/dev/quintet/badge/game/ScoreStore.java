package dev.quintet.badge.game;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Session;

/** Scores in PostgreSQL. The same score of a badge is stored once. */
@Singleton
public class ScoreStore {
    private static final String INSERT =
            """
            WITH s AS (
                INSERT INTO scores (badge_id, game_id, score, duration_ms, state) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (badge_id, game_id, score, duration_ms) DO NOTHING RETURNING *)
            SELECT s.id, s.badge_id, b.user_id, u.discord_handle, u.bracket_id, s.game_id, s.score, s.duration_ms,
                   s.state, s.created_at
            FROM s JOIN badges b ON b.id = s.badge_id JOIN users u ON u.id = b.user_id
            """;
    private static final String SAME =
            "SELECT id FROM scores WHERE badge_id = ? AND game_id = ? AND score = ? AND duration_ms = ?";
    private static final String BY_ID =
            """
            SELECT s.id, s.badge_id, b.user_id, u.discord_handle, u.bracket_id, s.game_id, s.score, s.duration_ms,
                   s.state, s.created_at
            FROM scores s
            JOIN badges b ON b.id = s.badge_id
            JOIN users u ON u.id = b.user_id
            WHERE s.id = ?
            """;
    private static final String MOVE = "UPDATE scores SET state = ? WHERE id = ? AND state = ?";

    private final GameCatalogue games;

    ScoreStore(GameCatalogue games) {
        this.games = games;
    }

    /** Stores the score, held for review if it is not plausible; empty if it is there already, in whatever state. */
    public Optional<StoredScore> insert(Session session, long badgeId, Submission sent) throws SQLException {
        ScoreState state = sent.game().rules().isPlausible(sent.score()) ? ScoreState.KEPT : ScoreState.HELD;
        return session.first(
                INSERT,
                this::read,
                badgeId,
                sent.game().id(),
                sent.score().points(),
                sent.score().durationMillis(),
                state.wireName());
    }

    /** The score of this record id. */
    public Optional<StoredScore> find(Session session, long id) throws SQLException {
        return session.first(BY_ID, this::read, id);
    }

    /** The record of the score that says the same. */
    public Optional<Long> idOf(Session session, long badgeId, Submission sent) throws SQLException {
        return session.first(
                SAME,
                row -> row.getLong("id"),
                badgeId,
                sent.game().id(),
                sent.score().points(),
                sent.score().durationMillis());
    }

    /** False, and nothing has changed, if the score is not in the first state. */
    public boolean move(Session session, long id, ScoreState from, ScoreState to) throws SQLException {
        return session.update(MOVE, to.wireName(), id, from.wireName()) == 1;
    }

    private StoredScore read(ResultSet row) throws SQLException {
        return new StoredScore(
                row.getLong("id"),
                row.getLong("badge_id"),
                row.getLong("user_id"),
                row.getString("discord_handle"),
                row.getInt("bracket_id"),
                games.require(row.getString("game_id")),
                new Score(row.getLong("score"), row.getLong("duration_ms")),
                ScoreState.of(row.getString("state")),
                row.getTimestamp("created_at").toInstant());
    }
}
