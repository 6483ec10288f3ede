package dev.quintet.task.queue;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import io.vertx.redis.client.Response;

import dev.quintet.common.api.task.TaskPriority;

/**
 * A queue's figures at one moment.
 *
 * @param limit most tasks that may wait or be delayed, where people set it for now
 * @param entries of each priority's stream; cancelled tasks count until a claim drops them
 * @param lag entries that no worker has read
 * @param oldestMillis age of the oldest entry, 0 when there is none
 * @param counters totals by name, and {@code waiting}
 */
public record QueueStats(
        boolean paused,
        OptionalLong limit,
        long delayed,
        long running,
        long dead,
        long ended,
        Map<TaskPriority, Long> entries,
        long lag,
        long oldestMillis,
        Map<String, Long> counters) {
    private static final int COUNTERS = 12;

    static QueueStats of(Response answer) {
        Map<TaskPriority, Long> entries = new EnumMap<>(TaskPriority.class);
        entries.put(TaskPriority.HIGH, answer.get(7).toLong());
        entries.put(TaskPriority.NORMAL, answer.get(8).toLong());
        entries.put(TaskPriority.LOW, answer.get(9).toLong());
        Map<String, Long> counters = new LinkedHashMap<>();
        for (int at = COUNTERS; at + 1 < answer.size(); at += 2) {
            counters.put(answer.get(at).toString(), answer.get(at + 1).toLong());
        }
        String limit = answer.get(2).toString();
        String oldest = answer.get(11).toString();
        return new QueueStats(
                !answer.get(1).toString().isEmpty(),
                limit.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(limit)),
                answer.get(3).toLong(),
                answer.get(4).toLong(),
                answer.get(5).toLong(),
                answer.get(6).toLong(),
                entries,
                answer.get(10).toLong(),
                oldest.isEmpty() ? 0 : Long.parseLong(oldest),
                counters);
    }

    public long counter(String name) {
        return counters.getOrDefault(name, 0L);
    }
}
