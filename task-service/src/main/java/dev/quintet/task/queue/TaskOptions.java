package dev.quintet.task.queue;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a task's sender chose about its running, as stored: times in milliseconds.
 *
 * @param timeoutMillis how long one attempt may take, 1 or more
 */
public record TaskOptions(
        long timeoutMillis, Backoff backoff, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags) {
    public TaskOptions {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
