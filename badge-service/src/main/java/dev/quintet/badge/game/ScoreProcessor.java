package dev.quintet.badge.game;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.outbox.Outbox;
import dev.quintet.badge.outbox.OutboxEvent;
import dev.quintet.badge.telemetry.TelemetryConfig;

/**
 * Does the work that badges' reports set off, each once: the outbox row is taken in the transaction of the effects.
 *
 * <p>INVARIANT: a person's row is locked before anything is decided about the person, so that two processors never
 * both miss, or both see, the last game of Around the World.
 */
@Singleton
public class ScoreProcessor {
    /** A kept score's effects: {@code {"score_id"}}. */
    public static final String SCORE = "score";
    /** A badge's list of scores: {@code {"badge_id", "scores": [[game, points, duration ms], …]}}. */
    static final String HIGH_SCORE = "high-score";
    /** A score was taken away: {@code {"score_id"}}. */
    public static final String VOID = "void";
    /** What a badge says of itself: {@code {"badge_id", "status"}}. */
    static final String STATUS = "status";

    private static final String LOCK = "SELECT id FROM users WHERE id = ? FOR NO KEY UPDATE";
    private static final String LOCK_OWNER =
            "SELECT id FROM users WHERE id = (SELECT user_id FROM badges WHERE id = ?) FOR NO KEY UPDATE";
    private static final String SET_STATUS = "UPDATE badges SET status = ?::jsonb, status_at = now() WHERE id = ?";

    private final Database database;
    private final Outbox outbox;
    private final ScoreStore scores;
    private final GameCatalogue games;
    private final ScoreBoard board;
    private final List<ScoreEffect> effects;
    private final MeterRegistry metrics;
    private final String host;

    ScoreProcessor(
            Database database,
            Outbox outbox,
            ScoreStore scores,
            GameCatalogue games,
            ScoreBoard board,
            @All List<ScoreEffect> effects,
            MeterRegistry metrics,
            TelemetryConfig telemetry) {
        this.database = database;
        this.outbox = outbox;
        this.scores = scores;
        this.games = games;
        this.board = board;
        this.effects = effects;
        this.metrics = metrics;
        this.host = telemetry.host();
    }

    /**
     * Does the event's work unless it has been done, and ranks its scores in any case: a processor may have died
     * between the two.
     */
    public void process(long eventId, String kind, JsonNode payload) {
        Optional<List<StoredScore>> done = database.transact(session -> {
            Optional<OutboxEvent> event = outbox.take(session, eventId);
            return event.isEmpty() ? Optional.empty() : Optional.of(work(session, event.get()));
        });
        if (done.isPresent()) {
            metrics.counter("processed", "host", host, "event", kind).increment();
        }
        done.orElseGet(() -> database.read(session -> stored(session, kind, payload)))
                .forEach(this::rank);
    }

    /**
     * Who takes a score away changes its state and then the board; here the board is changed and then the state read
     * once more. Whichever comes first, a void score does not stay on the board.
     */
    private void rank(StoredScore score) {
        board.update(score);
        if (score.isKept()) {
            database.read(session -> scores.find(session, score.id()))
                    .filter(now -> !now.isKept())
                    .ifPresent(board::remove);
        }
    }

    private List<StoredScore> work(Session session, OutboxEvent event) throws SQLException {
        JsonNode payload = event.payload();
        return switch (event.kind()) {
            case SCORE -> score(session, payload.get("score_id").longValue());
            case VOID -> stored(session, VOID, payload);
            case HIGH_SCORE -> highScores(session, payload);
            case STATUS -> status(session, payload);
            default -> throw new IllegalStateException("unknown kind of event: " + event.kind());
        };
    }

    private List<StoredScore> score(Session session, long scoreId) throws SQLException {
        List<StoredScore> done = new ArrayList<>();
        Optional<StoredScore> score = scores.find(session, scoreId);
        if (score.isPresent() && score.get().isKept()) {
            session.first(LOCK, row -> true, score.get().userId());
            apply(session, score.get(), done);
        }
        return done;
    }

    private List<StoredScore> highScores(Session session, JsonNode payload) throws SQLException {
        List<StoredScore> done = new ArrayList<>();
        long badgeId = payload.get("badge_id").longValue();
        session.first(LOCK_OWNER, row -> true, badgeId);
        for (Submission sent : submissions(payload)) {
            Optional<StoredScore> score = scores.insert(session, badgeId, sent);
            if (score.isPresent() && score.get().isKept()) {
                apply(session, score.get(), done);
            }
        }
        return done;
    }

    private List<StoredScore> status(Session session, JsonNode payload) throws SQLException {
        session.update(
                SET_STATUS,
                payload.get("status").toString(),
                payload.get("badge_id").longValue());
        return List.of();
    }

    private void apply(Session session, StoredScore score, List<StoredScore> done) throws SQLException {
        done.add(score);
        for (ScoreEffect effect : effects) {
            effect.apply(session, score);
            metrics.counter("processed", "host", host, "event", effect.event()).increment();
        }
    }

    /** The scores that an event, which was done before, has left. */
    private List<StoredScore> stored(Session session, String kind, JsonNode payload) throws SQLException {
        List<StoredScore> stored = new ArrayList<>();
        if (kind.equals(SCORE) || kind.equals(VOID)) {
            scores.find(session, payload.get("score_id").longValue()).ifPresent(stored::add);
        } else if (kind.equals(HIGH_SCORE)) {
            for (Submission sent : submissions(payload)) {
                Optional<Long> id = scores.idOf(session, payload.get("badge_id").longValue(), sent);
                if (id.isPresent()) {
                    scores.find(session, id.get()).ifPresent(stored::add);
                }
            }
        }
        return stored;
    }

    private List<Submission> submissions(JsonNode payload) {
        List<Submission> sent = new ArrayList<>();
        for (JsonNode item : payload.get("scores")) {
            Game game = games.require(item.get(0).asText());
            sent.add(new Submission(
                    game, new Score(item.get(1).longValue(), item.get(2).longValue())));
        }
        return sent;
    }
}
