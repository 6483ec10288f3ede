package dev.quintet.badge.challenge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Session;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.ChallengeView;

/** Challenges in PostgreSQL. */
@Singleton
class ChallengeStore {
    private static final String VIEW =
            """
            SELECT c.id, g.name, cu.discord_handle AS challenger, ou.discord_handle AS opponent, c.state,
                   wu.discord_handle AS winner, c.expires_at
            FROM challenges c
            JOIN games g ON g.id = c.game_id
            JOIN users cu ON cu.id = c.challenger_id
            JOIN users ou ON ou.id = c.opponent_id
            LEFT JOIN users wu ON wu.id = c.winner_id
            """;
    private static final String PERSON =
            "SELECT id FROM users WHERE discord_user_id = ? UNION SELECT id FROM users WHERE lower(discord_handle) = lower(?) LIMIT 2";
    private static final String RUNNING =
            """
            SELECT count(*) FROM (
                SELECT FROM challenges WHERE challenger_id = ? AND state IN ('offered', 'accepted') LIMIT ?) c
            """;
    private static final String OFFER =
            """
            INSERT INTO challenges (game_id, challenger_id, opponent_id, expires_at)
            VALUES (?, ?, ?, now() + ? * interval '1 millisecond') RETURNING id
            """;
    private static final String ANSWER =
            """
            UPDATE challenges SET
                state = ?,
                accepted_at = CASE WHEN ? = 'accepted' THEN now() END,
                ended_at = CASE WHEN ? = 'declined' THEN now() END
            WHERE id = ? AND opponent_id = ? AND state = 'offered' AND expires_at > now()
            """;
    private static final String EXPIRE =
            """
            UPDATE challenges SET state = 'expired', ended_at = now() WHERE id IN (
                SELECT id FROM challenges WHERE state IN ('offered', 'accepted') AND expires_at <= now()
                ORDER BY expires_at LIMIT 500 FOR UPDATE SKIP LOCKED)
            """;

    /** The people known by this Discord id or name, two at most. */
    List<Long> people(Session session, String name) throws SQLException {
        return session.list(PERSON, row -> row.getLong("id"), name, name);
    }

    /** How many challenges of the person's making run, counted up to the limit. */
    int running(Session session, long challenger, int limit) throws SQLException {
        return session.first(RUNNING, row -> row.getInt(1), challenger, limit).orElseThrow();
    }

    long offer(Session session, int game, long challenger, long opponent, Duration ttl) throws SQLException {
        return session.first(OFFER, row -> row.getLong("id"), game, challenger, opponent, ttl.toMillis())
                .orElseThrow();
    }

    /** False if there is no such offer to this opponent, or no longer. */
    boolean answer(Session session, long id, long opponent, String state) throws SQLException {
        return session.update(ANSWER, state, state, state, id, opponent) == 1;
    }

    /** Ends challenges whose time is over; 500 at a time. */
    int expire(Session session) throws SQLException {
        return session.update(EXPIRE);
    }

    Optional<ChallengeView> find(Session session, long id, long person) throws SQLException {
        return session.first(
                VIEW + "WHERE c.id = ? AND ? IN (c.challenger_id, c.opponent_id)", ChallengeStore::read, id, person);
    }

    /** The person's challenges, given and got, newest first unless asked otherwise. */
    List<ChallengeView> list(Session session, long person, Page page) throws SQLException {
        String order = page.sort() == Sort.STALE || page.sort() == Sort.ASC ? "c.id" : "c.id DESC";
        String where =
                """
                WHERE c.id IN (
                    (SELECT id FROM challenges c WHERE challenger_id = ? ORDER BY %1$s LIMIT ?)
                    UNION ALL
                    (SELECT id FROM challenges c WHERE opponent_id = ? ORDER BY %1$s LIMIT ?))
                ORDER BY %1$s LIMIT ? OFFSET ?
                """
                        .formatted(order);
        int end = page.offset() + page.size();
        return session.list(VIEW + where, ChallengeStore::read, person, end, person, end, page.size(), page.offset());
    }

    private static ChallengeView read(ResultSet row) throws SQLException {
        return new ChallengeView(
                row.getLong("id"),
                row.getString("name"),
                row.getString("challenger"),
                row.getString("opponent"),
                row.getString("state"),
                row.getString("winner"),
                row.getTimestamp("expires_at").toInstant());
    }
}
