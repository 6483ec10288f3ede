package dev.quintet.badge.game;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jboss.logging.Logger;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.outbox.Outbox;
import dev.quintet.badge.signing.BadgeKeys;
import dev.quintet.badge.signing.SignedCall;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.common.event.SuiteEvents;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Takes a score of a badge: it is kept at once, with its record id, and what it sets off follows over the stream. Once
 * this answers, neither the score nor its effects can be lost.
 */
@Singleton
public class ScoreSubmission {
    private static final Logger LOG = Logger.getLogger(ScoreSubmission.class);

    private final Database database;
    private final ScoreStore scores;
    private final Outbox outbox;
    private final ScoreBoard board;
    private final SuiteEvents events;
    private final BadgeKeys keys;

    ScoreSubmission(
            Database database, ScoreStore scores, Outbox outbox, ScoreBoard board, SuiteEvents events, BadgeKeys keys) {
        this.database = database;
        this.scores = scores;
        this.outbox = outbox;
        this.board = board;
        this.events = events;
        this.keys = keys;
    }

    /**
     * Takes the score, or holds it for review if it is not plausible.
     *
     * @return the record id; that of the score stored before, if it says the same
     */
    public long submit(Badge badge, Submission sent, Optional<SignedCall> signed) {
        return database.transact(session -> {
            keys.accept(session, badge.id(), signed, sent.game().rules().signed());
            Optional<StoredScore> stored = scores.insert(session, badge.id(), sent);
            if (stored.isEmpty()) {
                return scores.idOf(session, badge.id(), sent).orElseThrow();
            }
            if (stored.get().isKept()) {
                takeEffect(session, stored.get());
            }
            return stored.get().id();
        });
    }

    /** A score that counts from now on is ranked, sets off what it sets off, and is news. */
    public void takeEffect(Session session, StoredScore score) throws SQLException {
        outbox.add(
                session,
                BadgeStreams.SCORES,
                ScoreProcessor.SCORE,
                JsonNodeFactory.instance.objectNode().put("score_id", score.id()));
        session.afterCommit(() -> rank(score));
        session.afterCommit(() -> announce(score));
    }

    private void announce(StoredScore score) {
        events.publish(
                "badge.score",
                score.game().name(),
                "%s scored %d in %s"
                        .formatted(
                                score.handle(),
                                score.score().points(),
                                score.game().name()),
                Map.of("score", score.score().points(), "player", score.handle()));
    }

    private void rank(StoredScore score) {
        try {
            board.rank(score);
        } catch (RedisUnavailableException away) {
            LOG.debugf("score %d is ranked later: %s", score.id(), away.getMessage());
        }
    }
}
