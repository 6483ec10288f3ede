package dev.quintet.badge.game;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Session;

/** Scores in PostgreSQL. The same score of a badge is kept once. */
@Singleton
public class ScoreStore {
    private static final String INSERT =
            """
            INSERT INTO scores (badge_id, game_id, score, duration_ms) VALUES (?, ?, ?, ?)
            ON CONFLICT (badge_id, game_id, score, duration_ms) DO NOTHING RETURNING id
            """;
    private static final String STORED =
            """
            SELECT s.id, s.badge_id, b.user_id, u.discord_handle, s.game_id, g.code, g.name, s.score, s.duration_ms
            FROM scores s
            JOIN badges b ON b.id = s.badge_id
            JOIN users u ON u.id = b.user_id
            JOIN games g ON g.id = s.game_id
            """;
    private static final String BY_ID = STORED + "WHERE s.id = ?";
    private static final String SAME =
            STORED + "WHERE s.badge_id = ? AND s.game_id = ? AND s.score = ? AND s.duration_ms = ?";

    /** Keeps the score; empty if it is kept already. */
    public Optional<Long> insert(Session session, long badgeId, Submission sent) throws SQLException {
        return session.first(
                INSERT,
                row -> row.getLong("id"),
                badgeId,
                sent.game().id(),
                sent.score().points(),
                sent.score().durationMillis());
    }

    public Optional<StoredScore> find(Session session, long id) throws SQLException {
        return session.first(BY_ID, ScoreStore::read, id);
    }

    /** The kept score that says the same. */
    public Optional<StoredScore> find(Session session, long badgeId, Submission sent) throws SQLException {
        return session.first(
                SAME,
                ScoreStore::read,
                badgeId,
                sent.game().id(),
                sent.score().points(),
                sent.score().durationMillis());
    }

    private static StoredScore read(ResultSet row) throws SQLException {
        return new StoredScore(
                row.getLong("id"),
                row.getLong("badge_id"),
                row.getLong("user_id"),
                row.getString("discord_handle"),
                new Game(row.getInt("game_id"), row.getString("code"), row.getString("name")),
                new Score(row.getLong("score"), row.getLong("duration_ms")));
    }
}
