package dev.quintet.task.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.redis.client.Response;

import dev.quintet.common.api.task.TaskState;

/** A task as Redis holds it: names and texts. */
public final class StoredTask {
    private final Map<String, String> fields;

    private StoredTask(Map<String, String> fields) {
        this.fields = fields;
    }

    /** From names and values in turn; empty when there are none. */
    static Optional<StoredTask> of(String id, Response flat) {
        if (flat == null || flat.size() == 0) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        for (int at = 0; at + 1 < flat.size(); at += 2) {
            fields.put(flat.get(at).toString(), flat.get(at + 1).toString());
        }
        fields.putIfAbsent("id", id);
        return Optional.of(new StoredTask(fields));
    }

    public String id() {
        return fields.get("id");
    }

    public TaskState state() {
        return TaskState.of(fields.get("state"));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
    }

    /** A number, 0 when absent. */
    public long number(String name) {
        return text(name).map(Long::parseLong).orElse(0L);
    }

    /** Its steps, the oldest first; the very first ones are dropped when there were a great many. */
    public List<Step> history() {
        List<Step> steps = new ArrayList<>();
        for (String line : text("history").orElse("").split(";", -1)) {
            String[] parts = line.split(",", -1);
            if (parts.length == 3) {
                steps.add(new Step(Long.parseLong(parts[0]), TaskState.of(parts[1]), Long.parseLong(parts[2])));
            }
        }
        return steps;
    }

    /** A change of state, and when it was, in epoch milliseconds. */
    public record Step(long version, TaskState state, long atMillis) {}
}
