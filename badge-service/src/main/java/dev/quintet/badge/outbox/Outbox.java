package dev.quintet.badge.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logging.Logger;

import dev.quintet.badge.database.Session;
import dev.quintet.common.redis.RedisUnavailableException;
import dev.quintet.common.stream.RedisStreams;

/**
 * Accepted work, kept in PostgreSQL with what made it and carried by Redis streams. A stream's entry only says that
 * there is work: who does it {@link #take takes} the row in the transaction of its effect, so the effect happens once
 * however often the entry comes, and an entry that is lost is sent again.
 */
@Singleton
public class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final String ADD =
            """
            INSERT INTO outbox (stream, kind, payload, due_at)
            VALUES (?, ?, ?::jsonb, now() + ? * interval '1 millisecond') RETURNING id
            """;
    private static final String TAKE = "DELETE FROM outbox WHERE id = ? RETURNING id, stream, kind, payload";
    private static final String DUE =
            """
            UPDATE outbox SET
                attempts = attempts + 1,
                due_at = CASE WHEN attempts + 1 >= ? THEN 'infinity'
                         ELSE now() + least(? * power(2, attempts + 1), ?) * interval '1 millisecond' END
            WHERE id IN (
                SELECT id FROM outbox WHERE due_at <= now() ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING id, stream, kind, payload
            """;

    private final RedisStreams streams;
    private final ObjectMapper json;
    private final OutboxConfig config;

    Outbox(RedisStreams streams, ObjectMapper json, OutboxConfig config) {
        this.streams = streams;
        this.json = json;
        this.config = config;
    }

    /** Keeps the work, and puts it on its stream, once the transaction is committed. */
    public OutboxEvent add(Session session, String stream, String kind, JsonNode payload) throws SQLException {
        long id = session.first(
                        ADD,
                        row -> row.getLong("id"),
                        stream,
                        kind,
                        payload.toString(),
                        config.retryAfter().toMillis())
                .orElseThrow();
        OutboxEvent event = new OutboxEvent(id, stream, kind, payload);
        session.afterCommit(() -> publish(event));
        return event;
    }

    /** Takes the work to do it in this transaction; empty if it has been done. A second taker waits for the first. */
    public Optional<OutboxEvent> take(Session session, long id) throws SQLException {
        return session.first(TAKE, this::read, id);
    }

    /** Failing is no harm: the work is sent again while it lies undone. */
    private void publish(OutboxEvent event) {
        streams.publishAsync(event.stream(), event.fields())
                .subscribe()
                .with(
                        entry -> {},
                        failure -> LOG.debugf("event %d is sent later: %s", event.id(), failure.getMessage()));
    }

    /**
     * Puts work on its stream again that lies undone too long.
     *
     * @return how many events were due
     * @throws RedisUnavailableException Redis is away; what was not sent is due again later
     */
    int resend(Session session) throws SQLException {
        Duration first = config.retryAfter();
        List<OutboxEvent> due = session.list(
                DUE,
                this::read,
                config.attempts(),
                first.toMillis(),
                config.longestRetry().toMillis(),
                config.batch());
        for (OutboxEvent event : due) {
            streams.publish(event.stream(), event.fields());
        }
        return due.size();
    }

    private OutboxEvent read(ResultSet row) throws SQLException {
        try {
            return new OutboxEvent(
                    row.getLong("id"),
                    row.getString("stream"),
                    row.getString("kind"),
                    json.readTree(row.getString("payload")));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("PostgreSQL holds JSON that is none", impossible);
        }
    }
}
