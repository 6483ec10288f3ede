package dev.quintet.badge.outbox;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Work that was accepted.
 *
 * @param id its number, the idempotency key
 * @param stream the Redis stream that carries it
 * @param kind what is to be done
 * @param payload with what
 */
public record OutboxEvent(long id, String stream, String kind, JsonNode payload) {
    /** The stream entry's field that holds {@link #id}. */
    public static final String ID = "id";
    /** The stream entry's field that holds {@link #kind}. */
    public static final String KIND = "kind";
    /** The stream entry's field that holds {@link #payload} as JSON. */
    public static final String PAYLOAD = "payload";

    Map<String, String> fields() {
        return Map.of(ID, Long.toString(id), KIND, kind, PAYLOAD, payload.toString());
    }
}
