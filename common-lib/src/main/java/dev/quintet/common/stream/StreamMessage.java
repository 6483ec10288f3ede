package dev.quintet.common.stream;

import java.util.Map;

/**
 * One delivery of a stream's entry.
 *
 * @param id the entry's id; the same at every delivery
 * @param fields what was published
 * @param delivery 1 for the first, more after a failure or a consumer's death
 */
public record StreamMessage(String id, Map<String, String> fields, int delivery) {
    public StreamMessage {
        fields = Map.copyOf(fields);
    }
}
