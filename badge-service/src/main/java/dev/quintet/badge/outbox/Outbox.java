package dev.quintet.badge.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
            SELECT ?, ?, payload::jsonb, now() + ? * interval '1 millisecond'
            FROM unnest(?::text[]) WITH ORDINALITY AS work (payload, n) ORDER BY n
            RETURNING id, stream, kind, payload
            """;
    // Locked in the order of the ids, so that two takers of the same never wait for each other both.
    private static final String TAKE =
            """
            WITH mine AS MATERIALIZED (SELECT id FROM outbox WHERE id = ANY (?::bigint[]) ORDER BY id FOR UPDATE)
            DELETE FROM outbox o USING mine WHERE o.id = mine.id RETURNING o.id, o.stream, o.kind, o.payload
            """;
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
        List<OutboxEvent> one = keep(session, stream, kind, List.of(payload));
        session.afterCommit(() -> publish(one, List.of(streams.currentTrace())));
        return one.get(0);
    }

    /**
     * Keeps several pieces of work, in this order, if the transaction is committed; who calls this {@link #publish}es them
     * then.
     */
    public List<OutboxEvent> keep(Session session, String stream, String kind, List<? extends JsonNode> payloads)
            throws SQLException {
        String[] texts = payloads.stream().map(JsonNode::toString).toArray(String[]::new);
        List<OutboxEvent> kept = new ArrayList<>(
                session.list(ADD, this::read, stream, kind, config.retryAfter().toMillis(), texts));
        kept.sort(Comparator.comparingLong(OutboxEvent::id));
        return kept;
    }

    /**
     * Takes work to do it in this transaction; what has been done is not among the answer. A second taker waits for the
     * first.
     */
    public List<OutboxEvent> take(Session session, Collection<Long> ids) throws SQLException {
        return session.list(TAKE, this::read, (Object)
                ids.stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * Puts kept work on its stream, all of one. Failing is no harm: the work is sent again while it lies undone.
     *
     * @param more by event the fields of its entry beside its own, the trace among them
     */
    public void publish(List<OutboxEvent> events, List<Map<String, String>> more) {
        if (events.isEmpty()) {
            return;
        }
        List<Map<String, String>> entries = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            entries.add(fields(events.get(i), more.get(i)));
        }
        streams.publishAll(events.get(0).stream(), entries)
                .subscribe()
                .with(
                        all -> {},
                        failure -> LOG.debugf(
                                "%d events from %d are sent later: %s",
                                events.size(), events.get(0).id(), failure.getMessage()));
    }

    private static Map<String, String> fields(OutboxEvent event, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(event.fields());
        fields.putAll(more);
        return fields;
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
