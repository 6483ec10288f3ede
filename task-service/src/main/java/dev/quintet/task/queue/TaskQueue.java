package dev.quintet.task.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

import io.vertx.redis.client.Response;

import dev.quintet.common.api.task.TaskState;

/** The side of a queue that senders and people see. All calls are asynchronous and safe for any thread. */
public final class TaskQueue {
    private static final int MOST_LOOKED_AT = 2000;

    private final QueueRedis redis;
    private final long maxBacklog;
    private final Duration idempotencyTtl;
    private final GatheredSends singles;
    private final GatheredSends watchedSingles;

    /**
     * @param maxBacklog most tasks that may wait or be delayed
     * @param idempotencyTtl how long an idempotency key is remembered
     */
    public TaskQueue(QueueRedis redis, long maxBacklog, Duration idempotencyTtl) {
        this.redis = redis;
        this.maxBacklog = maxBacklog;
        this.idempotencyTtl = idempotencyTtl;
        this.singles = new GatheredSends(tasks -> send(tasks, false));
        this.watchedSingles = new GatheredSends(tasks -> send(tasks, true));
    }

    public String name() {
        return redis.name();
    }

    /** Most tasks that may ever wait or be delayed. */
    public long maxBacklog() {
        return maxBacklog;
    }

    /**
     * Accepts tasks, all or none; durable as Redis is set to be when the answer comes.
     *
     * @param watched whether their changes are told from the start, for a sender that waits
     * @return in order; fails with {@link QueueFullException}
     */
    public CompletionStage<List<Accepted>> enqueue(List<NewTask> tasks, boolean watched) {
        if (tasks.size() != 1) {
            return send(tasks, watched);
        }
        return (watched ? watchedSingles : singles).send(tasks.get(0));
    }

    private CompletionStage<List<Accepted>> send(List<NewTask> tasks, boolean watched) {
        List<String> arguments = new ArrayList<>(3 + tasks.size() * 11);
        arguments.add(Long.toString(maxBacklog));
        arguments.add(Long.toString(idempotencyTtl.toMillis()));
        arguments.add(watched ? "1" : "0");
        tasks.forEach(task -> task.appendTo(arguments));
        return redis.run(QueueScript.ENQUEUE, arguments).thenApply(this::accepted);
    }

    private List<Accepted> accepted(Response answer) {
        if (answer.get(0).toString().equals("full")) {
            throw new QueueFullException(name(), answer.get(1).toLong());
        }
        Instant now = Instant.ofEpochMilli(answer.get(1).toLong());
        List<Accepted> accepted = new ArrayList<>(answer.size() / 2);
        for (int at = 2; at < answer.size(); at += 2) {
            String state = answer.get(at + 1).toString();
            accepted.add(new Accepted(
                    answer.get(at).toString(),
                    state.equals("known") ? Optional.empty() : Optional.of(TaskState.of(state)),
                    now));
        }
        return accepted;
    }

    /** The task, and its further changes are told from now on. Empty when unknown. */
    public CompletionStage<Optional<StoredTask>> watch(String id) {
        return read(id, "1");
    }

    /** The task as it stands. Empty when unknown. */
    public CompletionStage<Optional<StoredTask>> find(String id) {
        return read(id, "0");
    }

    private CompletionStage<Optional<StoredTask>> read(String id, String watched) {
        return redis.run(QueueScript.READ, List.of(id, watched)).thenApply(answer -> StoredTask.of(id, answer));
    }

    /** {@code cancelled}, {@code running} (asked to stop), {@code unknown} or {@code ended:<state>}. */
    public CompletionStage<String> cancel(String id) {
        return redis.run(QueueScript.CANCEL, List.of(id)).thenApply(Response::toString);
    }

    /** {@code waiting}, {@code unknown}, {@code full} or {@code refused:<state>}. */
    public CompletionStage<String> requeue(String id) {
        return redis.run(QueueScript.REQUEUE, List.of(id, Long.toString(maxBacklog)))
                .thenApply(Response::toString);
    }

    /** Removes a dead letter; false when there is none of this id. */
    public CompletionStage<Boolean> removeDead(String id) {
        return redis.run(QueueScript.REMOVE, List.of(id)).thenApply(answer -> answer.toInteger() == 1);
    }

    /** Stops or starts the handing out of tasks; false when it already was so. */
    public CompletionStage<Boolean> pause(boolean paused) {
        return redis.run(QueueScript.PAUSE, List.of(paused ? "1" : "0")).thenApply(answer -> answer.toInteger() == 1);
    }

    /**
     * Sets how many tasks may wait or be delayed for now; false when it already was so.
     *
     * @param limit 0 or more, without effect above what this queue was made with; empty for that
     */
    public CompletionStage<Boolean> limit(OptionalLong limit) {
        String argument = limit.isPresent() ? Long.toString(limit.getAsLong()) : "";
        return redis.run(QueueScript.LIMIT, List.of(argument)).thenApply(answer -> answer.toInteger() == 1);
    }

    public CompletionStage<QueueStats> stats() {
        return redis.run(QueueScript.STATS, List.of()).thenApply(QueueStats::of);
    }

    /**
     * A filter for lists; empty texts mean any.
     *
     * @param below id to go on below, or empty
     */
    public record Filter(String below, String state, String type, String tag) {}

    /**
     * Part of a list.
     *
     * @param next where to go on, empty at the end
     */
    public record Page(List<StoredTask> tasks, String next) {}

    /** Newest first, without payloads and results; looks at no more than 2,000 tasks. */
    public CompletionStage<Page> list(Filter filter, int limit) {
        return redis.run(
                        QueueScript.LIST,
                        List.of(
                                filter.below(),
                                Integer.toString(limit),
                                Integer.toString(MOST_LOOKED_AT),
                                filter.state(),
                                filter.type(),
                                filter.tag()))
                .thenApply(answer -> {
                    List<StoredTask> tasks = tasks(answer, 1);
                    return new Page(tasks, answer.get(0).toString());
                });
    }

    /**
     * Dead letters, the last to die first, without payloads.
     *
     * @param cursor of the page before, or empty
     */
    public CompletionStage<Page> deadLetters(String cursor, int limit) {
        String[] parts = cursor.isEmpty() ? new String[] {"", ""} : cursor.split("-", 2);
        return redis.run(QueueScript.DEAD_LETTERS, List.of(parts[0], parts[1], Integer.toString(limit)))
                .thenApply(answer -> {
                    String died = answer.get(0).toString();
                    return new Page(tasks(answer, 2), died.isEmpty() ? "" : died + "-" + answer.get(1));
                });
    }

    private static List<StoredTask> tasks(Response answer, int from) {
        List<StoredTask> tasks = new ArrayList<>();
        for (int at = from; at < answer.size(); at++) {
            StoredTask.of("", answer.get(at)).ifPresent(tasks::add);
        }
        return tasks;
    }
}
