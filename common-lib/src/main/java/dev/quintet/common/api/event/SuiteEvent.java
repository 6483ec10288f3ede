package dev.quintet.common.api.event;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in the suite, as shown in the live feed.
 *
 * @param id the stream entry's id, {@code <milliseconds>-<sequence>}; null until published
 * @param time when it happened
 * @param service who says so, for example {@code task-service}
 * @param kind what happened, dotted: {@code workload.started}
 * @param subject what it happened to: an id or a name
 * @param message one sentence for a person
 * @param data further facts, JSON values
 */
public record SuiteEvent(
        String id,
        Instant time,
        String service,
        String kind,
        String subject,
        String message,
        Map<String, Object> data) {
    /** The stream that carries the feed. It may be trimmed: it is news, not work. */
    public static final String STREAM = "quintet:events";

    public SuiteEvent {
        data = Map.copyOf(data);
    }
}
