package dev.quintet.task.queue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.quintet.common.api.task.BackoffSpec;

/**
 * What a task's sender chose about its running, times in milliseconds. Stored without what is as by default: most tasks
 * have nothing else, and a million of them wait in memory.
 *
 * @param timeoutMillis how long one attempt may take, 1 or more
 */
public record TaskOptions(long timeoutMillis, Backoff backoff, List<String> tags) {
    /** Five minutes for an attempt. */
    public static final long DEFAULT_TIMEOUT_MILLIS = 300_000;

    /** From a second, doubled up to five minutes, a fifth of it at random. */
    public static final Backoff DEFAULT_BACKOFF = new Backoff(BackoffSpec.Kind.EXPONENTIAL, 1000, 300_000, 0.2);

    public TaskOptions {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    @JsonCreator
    static TaskOptions stored(
            @JsonProperty("timeoutMillis") Long timeoutMillis,
            @JsonProperty("backoff") Backoff backoff,
            @JsonProperty("tags") List<String> tags) {
        return new TaskOptions(
                timeoutMillis == null ? DEFAULT_TIMEOUT_MILLIS : timeoutMillis,
                backoff == null ? DEFAULT_BACKOFF : backoff,
                tags);
    }

    @JsonValue
    Map<String, Object> toStored() {
        Map<String, Object> stored = new LinkedHashMap<>();
        if (timeoutMillis != DEFAULT_TIMEOUT_MILLIS) {
            stored.put("timeoutMillis", timeoutMillis);
        }
        if (!backoff.equals(DEFAULT_BACKOFF)) {
            stored.put("backoff", backoff);
        }
        if (!tags.isEmpty()) {
            stored.put("tags", tags);
        }
        return stored;
    }
}
