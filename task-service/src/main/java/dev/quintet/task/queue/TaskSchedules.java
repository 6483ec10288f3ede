package dev.quintet.task.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** A queue's schedules as Redis holds them: what recurs, when it comes next, and the one step that makes a tick's task. */
public final class TaskSchedules {
    private static final int MICROS = 1000;
    private static final int DUE_FIELDS = 4;

    private final QueueRedis redis;
    private final long maxBacklog;

    /** @param maxBacklog most tasks that may wait or be delayed */
    public TaskSchedules(QueueRedis redis, long maxBacklog) {
        this.redis = redis;
        this.maxBacklog = maxBacklog;
    }

    /**
     * A schedule.
     *
     * @param spec what recurs and when, JSON text
     * @param due when it comes next, epoch milliseconds; absent while it is paused
     * @param lastTick the due time of the last tick, epoch milliseconds; absent before the first
     * @param lastTask the task that was made then
     */
    public record Stored(
            String name,
            String spec,
            long createdAt,
            long updatedAt,
            Optional<Long> due,
            Optional<Long> lastTick,
            Optional<String> lastTask,
            long ticks) {}

    /** A tick that is due, as it was seen. */
    public record Tick(String name, String due, String version, String spec) {}

    /**
     * The ticks that are due.
     *
     * @param nowMillis by Redis' clock
     */
    public record Due(long nowMillis, List<Tick> ticks) {}

    /** What became of a tick. */
    public enum Outcome {
        /** Its task was made. */
        OK,
        /** Another was faster, or the schedule is not what it was. */
        STALE,
        /** The queue takes no more now; the tick stays due. */
        FULL
    }

    /** What became of a schedule that was put. */
    public enum Put {
        NEW,
        REPLACED,
        FULL
    }

    /** Redis' clock, epoch milliseconds: the one that says what is due. */
    public CompletionStage<Long> now() {
        return redis.send(Request.cmd(Command.TIME))
                .thenApply(time -> time.get(0).toLong() * 1000 + time.get(1).toLong() / MICROS);
    }

    /**
     * Makes or replaces a schedule.
     *
     * @param next when it comes next, epoch milliseconds; empty for one that is paused
     * @param most how many there may be
     */
    public CompletionStage<Put> put(String name, String spec, Optional<Long> next, int most) {
        return redis.run(
                        QueueScript.SCHEDULE_PUT,
                        List.of(name, spec, next.map(Object::toString).orElse(""), Integer.toString(most)))
                .thenApply(answer -> Put.valueOf(answer.toString().toUpperCase(Locale.ROOT)));
    }

    /** False when there is none of this name. */
    public CompletionStage<Boolean> delete(String name) {
        return redis.run(QueueScript.SCHEDULE_DELETE, List.of(name)).thenApply(answer -> answer.toInteger() == 1);
    }

    public CompletionStage<Optional<Stored>> find(String name) {
        return list("[" + name, "[" + name, 1).thenApply(found -> found.stream().findFirst());
    }

    /**
     * By name.
     *
     * @param after the name to go on after, or empty
     */
    public CompletionStage<List<Stored>> list(String after, int most) {
        return list(after.isEmpty() ? "-" : "(" + after, "+", most);
    }

    private CompletionStage<List<Stored>> list(String first, String last, int most) {
        return redis.run(QueueScript.SCHEDULE_LIST, List.of(first, last, Integer.toString(most)))
                .thenApply(answer -> {
                    List<Stored> found = new ArrayList<>();
                    answer.forEach(flat -> found.add(stored(flat)));
                    return found;
                });
    }

    private static Stored stored(Response flat) {
        Map<String, String> fields = new HashMap<>();
        for (int at = 0; at + 1 < flat.size(); at += 2) {
            fields.put(flat.get(at).toString(), flat.get(at + 1).toString());
        }
        return new Stored(
                fields.get("name"),
                fields.get("spec"),
                Long.parseLong(fields.get("createdAt")),
                Long.parseLong(fields.get("updatedAt")),
                Optional.ofNullable(fields.get("due")).map(Long::valueOf),
                Optional.ofNullable(fields.get("lastTick")).map(Long::valueOf),
                Optional.ofNullable(fields.get("lastTask")),
                Long.parseLong(fields.getOrDefault("ticks", "0")));
    }

    /** The longest due first. */
    public CompletionStage<Due> due(int most) {
        return redis.run(QueueScript.SCHEDULE_DUE, List.of(Integer.toString(most)))
                .thenApply(answer -> {
                    List<Tick> ticks = new ArrayList<>();
                    for (int at = 1; at < answer.size(); at += DUE_FIELDS) {
                        ticks.add(new Tick(
                                answer.get(at).toString(),
                                answer.get(at + 1).toString(),
                                answer.get(at + 2).toString(),
                                answer.get(at + 3).toString()));
                    }
                    return new Due(answer.get(0).toLong(), ticks);
                });
    }

    /** Makes a tick's task and sets the next tick, in one step; only the first who tries gets through. */
    public CompletionStage<Outcome> tick(Tick tick, long next, NewTask task) {
        List<String> arguments = new ArrayList<>(
                List.of(tick.name(), tick.due(), tick.version(), Long.toString(next), Long.toString(maxBacklog)));
        task.appendTo(arguments);
        return redis.run(QueueScript.SCHEDULE_TICK, arguments)
                .thenApply(answer -> Outcome.valueOf(answer.toString().toUpperCase(Locale.ROOT)));
    }
}
