package dev.quintet.badge.game;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.logging.Logger;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.DatabaseUnavailableException;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.outbox.Outbox;
import dev.quintet.badge.outbox.OutboxEvent;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Does the work that badges' reports set off, many at a time and each once: the outbox rows are taken in the transaction
 * of the effects.
 *
 * <p>INVARIANT: a person's row is locked before a list of the person's scores is stored and before anything is decided
 * about the person, so that two processors never both miss, or both see, the last game of Around the World. A score
 * stored before its event came is seen by whoever comes later, so most scores need no lock: they set off nothing.
 */
@Singleton
public class ScoreProcessor {
    private static final Logger LOG = Logger.getLogger(ScoreProcessor.class);
    private static final Set<String> KINDS =
            Set.of(ScoreEvent.SCORE, ScoreEvent.HIGH_SCORE, ScoreEvent.VOID, ScoreEvent.STATUS);
    private static final String OWNERS = "SELECT user_id FROM badges WHERE id = ANY (?::bigint[])";
    private static final String SET_STATUS = "UPDATE badges SET status = ?::jsonb, status_at = now() WHERE id = ?";

    private final Database database;
    private final Outbox outbox;
    private final ScoreStore scores;
    private final GameCatalogue games;
    private final ScoreRanking ranking;
    private final ScoreEffects effects;

    ScoreProcessor(
            Database database,
            Outbox outbox,
            ScoreStore scores,
            GameCatalogue games,
            ScoreRanking ranking,
            ScoreEffects effects) {
        this.database = database;
        this.outbox = outbox;
        this.scores = scores;
        this.games = games;
        this.ranking = ranking;
        this.effects = effects;
    }

    /**
     * Does the events' work, except what has been done, in one transaction. Ranks their scores in any case, unless
     * whoever sent the event has: a processor may have died between the two.
     */
    public void process(List<ScoreEvent> events) {
        try {
            processTogether(events);
        } catch (DatabaseUnavailableException | RedisUnavailableException away) {
            throw away;
        } catch (RuntimeException failure) {
            if (events.size() > 1 || !divide(events.get(0))) {
                throw failure;
            }
            LOG.warnf(
                    failure,
                    "event %d failed; each of its scores goes on by itself",
                    events.get(0).id());
        }
    }

    /**
     * A score whose effects cannot be had must not cost the others theirs: each becomes an event of its own.
     *
     * @return false, and nothing has changed, if the event is of one score or its work is done
     */
    private boolean divide(ScoreEvent event) {
        if (!event.kind().equals(ScoreEvent.SCORE)
                || ScoreEvent.scoreIds(event.payload()).size() == 1) {
            return false;
        }
        return database.transact(session -> {
            List<OutboxEvent> whole = outbox.take(session, List.of(event.id()));
            for (OutboxEvent undone : whole) {
                for (Long score : ScoreEvent.scoreIds(undone.payload())) {
                    outbox.add(session, undone.stream(), undone.kind(), ScoreEvent.payloadOf(List.of(score)));
                }
            }
            return !whole.isEmpty();
        });
    }

    private void processTogether(List<ScoreEvent> events) {
        events.stream()
                .filter(event -> !KINDS.contains(event.kind()))
                .findFirst()
                .ifPresent(foreign -> {
                    throw new IllegalStateException("unknown kind of event: " + foreign.kind());
                });
        Done done = database.transact(session -> {
            List<OutboxEvent> undone =
                    outbox.take(session, events.stream().map(ScoreEvent::id).toList());
            return new Done(undone, work(session, undone));
        });
        done.now().stream()
                .collect(Collectors.groupingBy(OutboxEvent::kind, Collectors.summingInt(ScoreProcessor::pieces)))
                .forEach(effects::count);
        Set<Long> ranked = done.now().stream().map(OutboxEvent::id).collect(Collectors.toSet());
        // Ranked before the event was sent, and taken away meanwhile: the board may have it since.
        done.gone().forEach(ranked::remove);
        ranking.settle(events.stream()
                .filter(event -> !event.ranked() || !ranked.contains(event.id()))
                .toList());
    }

    /**
     * @param now the events whose work this processor has done
     * @param gone those of them with scores that do not count any more
     */
    private record Done(List<OutboxEvent> now, Set<Long> gone) {}

    /** Returns the events with scores that do not count any more. */
    private Set<Long> work(Session session, List<OutboxEvent> events) throws SQLException {
        List<StoredScore> found = scores.find(session, ScoreEvent.scoreIds(of(ScoreEvent.SCORE, events)));
        List<StoredScore> sent = found.stream().filter(StoredScore::isKept).toList();
        List<SentScore> listed = ScoreEvent.listed(of(ScoreEvent.HIGH_SCORE, events), games);
        ScoreEffects.Candidates candidates = effects.candidates(session, sent);
        Set<Long> people = owners(session, listed);
        sent.stream().filter(candidates::has).forEach(score -> people.add(score.userId()));
        effects.lock(session, people);
        List<StoredScore> all = new ArrayList<>(sent);
        if (!listed.isEmpty()) {
            List<StoredScore> added = scores.insert(session, listed).stream()
                    .filter(StoredScore::isKept)
                    .toList();
            candidates = candidates.and(effects.candidates(session, added));
            all.addAll(added);
        }
        all.sort(Comparator.comparingLong(StoredScore::id));
        effects.apply(session, candidates, all);
        statuses(session, of(ScoreEvent.STATUS, events));
        session.afterCommit(() -> effects.countScores(all.size()));
        Set<Long> gone = found.stream()
                .filter(score -> !score.isKept())
                .map(StoredScore::id)
                .collect(Collectors.toSet());
        return events.stream()
                .filter(event -> event.kind().equals(ScoreEvent.SCORE)
                        && !Collections.disjoint(ScoreEvent.scoreIds(event.payload()), gone))
                .map(OutboxEvent::id)
                .collect(Collectors.toSet());
    }

    private Set<Long> owners(Session session, List<SentScore> listed) throws SQLException {
        long[] badges = listed.stream().mapToLong(SentScore::badgeId).distinct().toArray();
        return badges.length == 0
                ? new HashSet<>()
                : new HashSet<>(session.list(OWNERS, row -> row.getLong("user_id"), (Object) badges));
    }

    /** By badge, so that two processors that set the same never wait for each other both; the last one said counts. */
    private static void statuses(Session session, List<JsonNode> payloads) throws SQLException {
        List<JsonNode> byBadge = new ArrayList<>(payloads);
        byBadge.sort(Comparator.comparingLong(
                payload -> payload.get(ScoreEvent.BADGE_ID).longValue()));
        for (JsonNode payload : byBadge) {
            session.update(
                    SET_STATUS,
                    payload.get("status").toString(),
                    payload.get(ScoreEvent.BADGE_ID).longValue());
        }
    }

    private static List<JsonNode> of(String kind, List<OutboxEvent> events) {
        return events.stream()
                .filter(event -> event.kind().equals(kind))
                .map(OutboxEvent::payload)
                .toList();
    }

    private static int pieces(OutboxEvent event) {
        return event.kind().equals(ScoreEvent.SCORE)
                ? ScoreEvent.scoreIds(event.payload()).size()
                : 1;
    }
}
