package dev.quintet.badge.game;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Session;

/** Scores in PostgreSQL. The same score of a badge is stored once. */
@Singleton
public class ScoreStore {
    // In the order given: of equal scores the first to come has the lower id.
    private static final String INSERT =
            """
            WITH s AS (
                INSERT INTO scores (badge_id, game_id, score, duration_ms, state)
                SELECT badge_id, game_id, score, duration_ms, state
                FROM unnest(?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::text[])
                    WITH ORDINALITY AS sent (badge_id, game_id, score, duration_ms, state, n)
                ORDER BY n
                ON CONFLICT (badge_id, game_id, score, duration_ms) DO NOTHING RETURNING *)
            SELECT s.id, s.badge_id, b.user_id, u.discord_handle, u.bracket_id, s.game_id, s.score, s.duration_ms,
                   s.state, s.created_at
            FROM s JOIN badges b ON b.id = s.badge_id JOIN users u ON u.id = b.user_id
            """;
    private static final String SAME =
            """
            SELECT s.id, s.badge_id, s.game_id, s.score, s.duration_ms
            FROM unnest(?::bigint[], ?::int[], ?::bigint[], ?::bigint[]) AS sent (badge_id, game_id, score, duration_ms)
            JOIN scores s USING (badge_id, game_id, score, duration_ms)
            """;
    private static final String BY_ID =
            """
            SELECT s.id, s.badge_id, b.user_id, u.discord_handle, u.bracket_id, s.game_id, s.score, s.duration_ms,
                   s.state, s.created_at
            FROM scores s
            JOIN badges b ON b.id = s.badge_id
            JOIN users u ON u.id = b.user_id
            WHERE s.id = ANY (?::bigint[])
            """;
    // In one order, so that two that hold the same never wait for each other both.
    private static final String HOLD = BY_ID + "ORDER BY s.id FOR SHARE OF s";
    private static final String MOVE = "UPDATE scores SET state = ? WHERE id = ? AND state = ?";

    private final GameCatalogue games;

    ScoreStore(GameCatalogue games) {
        this.games = games;
    }

    /**
     * Stores scores, those that are not plausible held for review. Those that are there already, in whatever state, are
     * not among the answer.
     */
    public List<StoredScore> insert(Session session, List<SentScore> sent) throws SQLException {
        return session.list(
                INSERT,
                this::read,
                numbers(sent, SentScore::badgeId),
                numbers(sent, one -> one.submission().game().id()),
                numbers(sent, one -> one.submission().score().points()),
                numbers(sent, one -> one.submission().score().durationMillis()),
                sent.stream().map(one -> state(one.submission()).wireName()).toArray(String[]::new));
    }

    private static ScoreState state(Submission sent) {
        return sent.game().rules().isPlausible(sent.score()) ? ScoreState.KEPT : ScoreState.HELD;
    }

    /** The scores of these record ids, as far as there are any, in no order. */
    public List<StoredScore> find(Session session, Collection<Long> ids) throws SQLException {
        return ids.isEmpty() ? List.of() : session.list(BY_ID, this::read, (Object) numbers(ids, Long::longValue));
    }

    /** As {@link #find}; their states stay as they are until the transaction ends. */
    List<StoredScore> hold(Session session, Collection<Long> ids) throws SQLException {
        return ids.isEmpty() ? List.of() : session.list(HOLD, this::read, (Object) numbers(ids, Long::longValue));
    }

    /** The score of this record id. */
    public Optional<StoredScore> find(Session session, long id) throws SQLException {
        return find(session, List.of(id)).stream().findFirst();
    }

    /** The records of the scores that say the same. */
    public Map<ScoreKey, Long> idsOf(Session session, Collection<ScoreKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<ScoreKey, Long> ids = new HashMap<>();
        session.list(
                SAME,
                row -> ids.put(
                        new ScoreKey(
                                row.getLong("badge_id"),
                                row.getInt("game_id"),
                                new Score(row.getLong("score"), row.getLong("duration_ms"))),
                        row.getLong("id")),
                numbers(keys, ScoreKey::badgeId),
                numbers(keys, ScoreKey::gameId),
                numbers(keys, key -> key.score().points()),
                numbers(keys, key -> key.score().durationMillis()));
        return ids;
    }

    private static <T> long[] numbers(Collection<T> rows, ToLongFunction<T> value) {
        return rows.stream().mapToLong(value).toArray();
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
