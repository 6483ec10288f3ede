package dev.quintet.badge.game;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.outbox.Outbox;
import dev.quintet.badge.outbox.OutboxEvent;
import dev.quintet.badge.signing.BadgeKeys;
import dev.quintet.badge.signing.SignedCall;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.common.api.event.SuiteEvent;
import dev.quintet.common.event.SuiteEvents;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Takes scores of badges: they are kept at once, each with its record id, and what they set off follows over the stream.
 * Once this answers, neither a score nor its effects can be lost. Blocking; not for event loops.
 */
@Singleton
public class ScoreSubmission {
    private static final Logger LOG = Logger.getLogger(ScoreSubmission.class);

    private static final int MOST_TOLD = 8;

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
     * Takes a signed score, or one of a game that asks for none, in a transaction of its own: the signature's counter is
     * used up in it.
     *
     * @return the record id; that of the score stored before, if it says the same
     */
    long submit(SentScore sent, Optional<SignedCall> signed) {
        boolean required = sent.submission().game().rules().signed();
        return database.transact(session -> {
                    keys.accept(session, sent.badgeId(), signed, required);
                    return store(session, List.of(sent));
                })
                .get(sent.key());
    }

    /** Takes scores that need no signature, all in one transaction; by score the record id. */
    Map<ScoreKey, Long> submit(List<SentScore> sent) {
        return database.transact(session -> store(session, sent));
    }

    /** Those that are not plausible are held for review. */
    private Map<ScoreKey, Long> store(Session session, List<SentScore> sent) throws SQLException {
        List<StoredScore> stored = scores.insert(session, sent);
        Map<ScoreKey, Map<String, String>> traces = new HashMap<>();
        sent.stream().filter(SentScore::isTraced).forEach(one -> traces.put(one.key(), one.trace()));
        takeEffect(session, stored.stream().filter(StoredScore::isKept).toList(), traces);
        Map<ScoreKey, Long> ids = new HashMap<>();
        stored.forEach(score -> ids.put(score.key(), score.id()));
        Set<ScoreKey> known = new LinkedHashSet<>();
        sent.stream().map(SentScore::key).filter(key -> !ids.containsKey(key)).forEach(known::add);
        ids.putAll(scores.idsOf(session, known));
        return ids;
    }

    /** A score that counts from now on is ranked, sets off what it sets off, and is news. */
    public void takeEffect(Session session, StoredScore score) throws SQLException {
        takeEffect(session, List.of(score), Map.of());
    }

    /** What follows of a score whose trace is recorded is carried by itself; all others go together. */
    private void takeEffect(Session session, List<StoredScore> kept, Map<ScoreKey, Map<String, String>> traces)
            throws SQLException {
        if (kept.isEmpty()) {
            return;
        }
        List<StoredScore> inOrder =
                kept.stream().sorted(Comparator.comparingLong(StoredScore::id)).toList();
        Map<Map<String, String>, List<Long>> carried = new LinkedHashMap<>();
        for (StoredScore score : inOrder) {
            carried.computeIfAbsent(traces.getOrDefault(score.key(), Map.of()), trace -> new ArrayList<>())
                    .add(score.id());
        }
        List<OutboxEvent> work = outbox.keep(
                session,
                BadgeStreams.SCORES,
                ScoreEvent.SCORE,
                carried.values().stream().map(ScoreEvent::payloadOf).toList());
        session.afterCommit(() -> {
            Map<String, String> ranked = rank(inOrder) ? Map.of(ScoreEvent.RANKED, "1") : Map.of();
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> trace : carried.keySet()) {
                Map<String, String> fields = new HashMap<>(trace);
                fields.putAll(ranked);
                more.add(fields);
            }
            outbox.publish(work, more);
            events.publish(news(inOrder));
        });
    }

    /** Each score; of very many at once nobody could read, their number. */
    private List<SuiteEvent> news(List<StoredScore> kept) {
        return kept.size() <= MOST_TOLD
                ? kept.stream().map(this::news).toList()
                : List.of(events.event(
                        "badge.scores", "scores", kept.size() + " scores came at once", Map.of("scores", kept.size())));
    }

    private SuiteEvent news(StoredScore score) {
        return events.event(
                "badge.score",
                score.game().name(),
                score.handle() + " scored " + score.score().points() + " in "
                        + score.game().name(),
                Map.of("score", score.score().points(), "player", score.handle()));
    }

    private boolean rank(List<StoredScore> kept) {
        try {
            board.rank(kept);
            return true;
        } catch (RedisUnavailableException away) {
            LOG.debugf("%d scores are ranked later: %s", kept.size(), away.getMessage());
            return false;
        }
    }
}
