package dev.quintet.badge.game;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jboss.logging.Logger;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.outbox.Outbox;
import dev.quintet.badge.outbox.OutboxEvent;
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

    ScoreSubmission(Database database, ScoreStore scores, Outbox outbox, ScoreBoard board, SuiteEvents events) {
        this.database = database;
        this.scores = scores;
        this.outbox = outbox;
        this.board = board;
        this.events = events;
    }

    /** The record id; that of the score kept before, if it says the same. */
    public long submit(Badge badge, Submission sent) {
        Kept kept = database.transact(session -> {
            Optional<Long> id = scores.insert(session, badge.id(), sent);
            if (id.isEmpty()) {
                return new Kept(scores.find(session, badge.id(), sent).orElseThrow(), Optional.empty());
            }
            StoredScore stored =
                    new StoredScore(id.get(), badge.id(), badge.userId(), badge.handle(), sent.game(), sent.score());
            return new Kept(
                    stored,
                    Optional.of(outbox.add(
                            session,
                            BadgeStreams.SCORES,
                            ScoreProcessor.SCORE,
                            JsonNodeFactory.instance.objectNode().put("score_id", stored.id()))));
        });
        kept.event().ifPresent(event -> {
            rank(kept.score());
            outbox.publish(event);
            announce(kept.score());
        });
        return kept.score().id();
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

    /** The event is empty if the score was kept before. */
    private record Kept(StoredScore score, Optional<OutboxEvent> event) {}
}
