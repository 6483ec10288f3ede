package dev.quintet.badge.staff;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.badge.audit.Audit;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.game.ScoreBoard;
import dev.quintet.badge.game.ScoreEffects;
import dev.quintet.badge.game.ScoreEvent;
import dev.quintet.badge.game.ScoreState;
import dev.quintet.badge.game.ScoreStore;
import dev.quintet.badge.game.ScoreSubmission;
import dev.quintet.badge.game.StoredScore;
import dev.quintet.badge.outbox.Outbox;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.common.api.badge.StaffScore;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.redis.RedisUnavailableException;

/** Staff decide about scores: those that are held count or not, and any can be taken away. Each decision is audited. */
@Singleton
class StaffScores {
    private static final Logger LOG = Logger.getLogger(StaffScores.class);
    private static final String HELD =
            """
            SELECT s.id, g.name, s.score, s.duration_ms, u.discord_handle, s.badge_id, s.state, s.created_at
            FROM (SELECT * FROM scores WHERE state = 'held' ORDER BY %1$s LIMIT ? OFFSET ?) s
            JOIN games g ON g.id = s.game_id
            JOIN badges b ON b.id = s.badge_id
            JOIN users u ON u.id = b.user_id
            ORDER BY s.%1$s
            """;

    private final Database database;
    private final ScoreStore scores;
    private final ScoreSubmission submission;
    private final ScoreEffects effects;
    private final ScoreBoard board;
    private final Outbox outbox;
    private final Audit audit;

    StaffScores(
            Database database,
            ScoreStore scores,
            ScoreSubmission submission,
            ScoreEffects effects,
            ScoreBoard board,
            Outbox outbox,
            Audit audit) {
        this.database = database;
        this.scores = scores;
        this.submission = submission;
        this.effects = effects;
        this.board = board;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Scores that wait for a decision. */
    List<StaffScore> held(Page page) {
        String order = page.sort() == Sort.STALE || page.sort() == Sort.ASC ? "id" : "id DESC";
        return database.read(
                session -> session.list(HELD.formatted(order), StaffScores::read, page.size(), page.offset()));
    }

    /** A held score counts from now on, as if it had just come; another is 409. */
    void keep(String caller, long id, String reason) {
        database.run(session -> {
            StoredScore before = require(session, id);
            if (!scores.move(session, id, ScoreState.HELD, ScoreState.KEPT)) {
                throw notIn(before, ScoreState.HELD);
            }
            write(session, caller, "score.keep", before, reason);
            submission.takeEffect(session, require(session, id));
        });
    }

    /** The score counts no more, and does not come back by being sent again; one that is void already is 409. */
    void takeAway(String caller, long id, String reason) {
        database.run(session -> {
            StoredScore before = require(session, id);
            effects.takeBack(session, before);
            if (!scores.move(session, id, ScoreState.KEPT, ScoreState.VOID)
                    && !scores.move(session, id, ScoreState.HELD, ScoreState.VOID)) {
                throw ProblemException.of(409, "score-state", "This score is void already.");
            }
            write(session, caller, "score.void", before, reason);
            StoredScore gone = require(session, id);
            // Now for the eye; by the outbox as well, should this process end before, or Redis be away.
            outbox.add(session, BadgeStreams.SCORES, ScoreEvent.VOID, ScoreEvent.payloadOf(List.of(id)));
            session.afterCommit(() -> remove(gone));
        });
    }

    private void remove(StoredScore score) {
        try {
            board.remove(score);
        } catch (RedisUnavailableException away) {
            LOG.debugf("score %d leaves the board later: %s", score.id(), away.getMessage());
        }
    }

    private void write(Session session, String caller, String action, StoredScore score, String reason)
            throws SQLException {
        audit.write(
                session,
                caller,
                action,
                "score " + score.id(),
                Map.of("was", score.state().wireName(), "reason", reason));
    }

    private StoredScore require(Session session, long id) throws SQLException {
        Optional<StoredScore> score = scores.find(session, id);
        return score.orElseThrow(() -> ProblemException.of(404, "unknown-score", "There is no such score."));
    }

    private static ProblemException notIn(StoredScore score, ScoreState wanted) {
        return ProblemException.of(
                409, "score-state", "This score is " + score.state().wireName() + ", not " + wanted.wireName() + ".");
    }

    private static StaffScore read(ResultSet row) throws SQLException {
        return new StaffScore(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("score"),
                BigDecimal.valueOf(row.getLong("duration_ms"), 3),
                row.getString("discord_handle"),
                row.getLong("badge_id"),
                row.getString("state"),
                row.getTimestamp("created_at").toInstant());
    }
}
