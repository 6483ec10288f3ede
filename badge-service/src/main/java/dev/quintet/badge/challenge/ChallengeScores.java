package dev.quintet.badge.challenge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Session;
import dev.quintet.badge.discord.Announcements;
import dev.quintet.badge.event.EventQueue;
import dev.quintet.badge.game.Score;
import dev.quintet.badge.game.ScoreEffect;
import dev.quintet.badge.game.StoredScore;
import dev.quintet.common.event.SuiteEvents;

/**
 * A score counts in the person's oldest accepted challenge of that game, once as challenger and once as opponent; when
 * both have scored, the challenge ends. Scores from before the acceptance count in none.
 */
@Singleton
public class ChallengeScores implements ScoreEffect {
    private static final List<String> ROLES = List.of("challenger", "opponent");
    private static final String CANDIDATES =
            """
            SELECT s.id FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS s (id, user_id, game_id)
            WHERE EXISTS (
                SELECT FROM challenges c WHERE c.challenger_id = s.user_id AND c.state = 'accepted'
                AND c.game_id = s.game_id AND c.challenger_score_id IS NULL)
            OR EXISTS (
                SELECT FROM challenges c WHERE c.opponent_id = s.user_id AND c.state = 'accepted'
                AND c.game_id = s.game_id AND c.opponent_score_id IS NULL)
            """;
    // Locked in the order of the ids, so that two processors never wait for each other.
    private static final String WAITING =
            """
            SELECT c.id FROM challenges c JOIN scores s ON s.id = ?
            WHERE s.state = 'kept' AND c.game_id = s.game_id AND c.state = 'accepted' AND c.expires_at > now()
              AND c.accepted_at <= s.created_at AND c.%1$s_id = ? AND c.%1$s_score_id IS NULL
            ORDER BY c.id LIMIT 1
            """;
    private static final String FILL =
            "UPDATE challenges SET %1$s_score_id = ? WHERE id = ? AND state = 'accepted' AND %1$s_score_id IS NULL";
    private static final String EMPTY =
            """
            UPDATE challenges SET %1$s_score_id = NULL WHERE %1$s_id = ? AND %1$s_score_id = ? AND state = 'accepted'
            """;
    private static final String BOTH =
            """
            SELECT c.id, g.name, cu.id AS c_id, cu.discord_user_id AS c_discord, cs.score AS c_score,
                   cs.duration_ms AS c_duration, ou.id AS o_id, ou.discord_user_id AS o_discord, os.score AS o_score,
                   os.duration_ms AS o_duration
            FROM challenges c
            JOIN games g ON g.id = c.game_id
            JOIN scores cs ON cs.id = c.challenger_score_id
            JOIN scores os ON os.id = c.opponent_score_id
            JOIN users cu ON cu.id = c.challenger_id
            JOIN users ou ON ou.id = c.opponent_id
            WHERE c.id = ? AND c.state = 'accepted'
            """;
    private static final String END = "UPDATE challenges SET state = ?, winner_id = ?, ended_at = now() WHERE id = ?";

    private final EventQueue queue;
    private final SuiteEvents events;
    private final Announcements announcements;

    ChallengeScores(EventQueue queue, SuiteEvents events, Announcements announcements) {
        this.queue = queue;
        this.events = events;
        this.announcements = announcements;
    }

    @Override
    public String event() {
        return "challenge-check";
    }

    @Override
    public Set<Long> candidates(Session session, List<StoredScore> scores) throws SQLException {
        return Set.copyOf(session.list(
                CANDIDATES,
                row -> row.getLong("id"),
                scores.stream().mapToLong(StoredScore::id).toArray(),
                scores.stream().mapToLong(StoredScore::userId).toArray(),
                scores.stream().mapToLong(score -> score.game().id()).toArray()));
    }

    @Override
    public void apply(Session session, StoredScore score) throws SQLException {
        for (String role : ROLES) {
            Optional<Long> waiting =
                    session.first(WAITING.formatted(role), row -> row.getLong("id"), score.id(), score.userId());
            // The update waits for whoever else fills or ends the challenge, then looks again.
            if (waiting.isPresent() && session.update(FILL.formatted(role), score.id(), waiting.get()) == 1) {
                Optional<Duel> duel = session.first(BOTH, Duel::read, waiting.get());
                if (duel.isPresent()) {
                    end(session, duel.get());
                }
            }
        }
    }

    /** A challenge that is still open waits for another score of this person. */
    @Override
    public void takeBack(Session session, StoredScore score) throws SQLException {
        for (String role : ROLES) {
            session.update(EMPTY.formatted(role), score.userId(), score.id());
        }
    }

    private void end(Session session, Duel duel) throws SQLException {
        Outcome outcome = Outcome.of(duel.challenger().score(), duel.opponent().score());
        String message;
        if (outcome == Outcome.DRAW) {
            session.update(END, "drawn", null, duel.id());
            message = "The challenge to a game of: %s is a draw with %d pts"
                    .formatted(duel.game(), duel.challenger().score().points());
        } else {
            boolean challengerWins = outcome == Outcome.CHALLENGER_WINS;
            Player winner = challengerWins ? duel.challenger() : duel.opponent();
            Player loser = challengerWins ? duel.opponent() : duel.challenger();
            session.update(END, "won", winner.userId(), duel.id());
            message = "<@%s> won the challenge against <@%s> to a game of: %s with %d pts to %d pts"
                    .formatted(
                            winner.discordUserId(),
                            loser.discordUserId(),
                            duel.game(),
                            winner.score().points(),
                            loser.score().points());
        }
        queue.add(session, duel.challenger().userId(), "challenge-ended", message);
        queue.add(session, duel.opponent().userId(), "challenge-ended", message);
        announcements.community(session, message);
        session.afterCommit(
                () -> events.publish("badge.challenge", duel.game(), message, Map.of("challenge", duel.id())));
    }

    private record Player(long userId, String discordUserId, Score score) {}

    private record Duel(long id, String game, Player challenger, Player opponent) {
        static Duel read(ResultSet row) throws SQLException {
            return new Duel(row.getLong("id"), row.getString("name"), player(row, "c_"), player(row, "o_"));
        }

        private static Player player(ResultSet row, String prefix) throws SQLException {
            return new Player(
                    row.getLong(prefix + "id"),
                    row.getString(prefix + "discord"),
                    new Score(row.getLong(prefix + "score"), row.getLong(prefix + "duration")));
        }
    }
}
