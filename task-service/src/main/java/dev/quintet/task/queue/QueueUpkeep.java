package dev.quintet.task.queue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.vertx.redis.client.Response;

import dev.quintet.common.api.task.TaskError;
import dev.quintet.common.api.task.TaskState;

/** What has to happen to a queue as time goes by. Any number of instances may do it at once: each step is atomic. */
public final class QueueUpkeep {
    private static final int MOST_AT_ONCE = 500;
    private static final TaskError LEASE_LOST =
            new TaskError("lease-lost", "The worker was not heard of while it held the task.", 0);

    private final QueueRedis redis;
    private final Retention retention;

    /**
     * What is kept, and how long.
     *
     * @param ended most ended tasks kept, besides each one's own result TTL
     * @param dead most dead letters kept
     * @param deadTtl how long a dead letter is kept
     * @param workerTtl when an unseen worker is forgotten
     */
    public record Retention(int ended, int dead, Duration deadTtl, Duration workerTtl) {}

    public QueueUpkeep(QueueRedis redis, Retention retention) {
        this.redis = redis;
        this.retention = retention;
    }

    /** Lets delayed tasks that are due wait; tells how many, up to 500 a call. */
    public CompletionStage<Integer> promote() {
        return redis.run(QueueScript.PROMOTE, List.of(Integer.toString(MOST_AT_ONCE)))
                .thenApply(Response::toInteger);
    }

    /** Takes back tasks whose lease ran out; tells what became of each, up to 500 a call. */
    public CompletionStage<Map<String, TaskState>> reclaim() {
        return redis.run(QueueScript.RECLAIM, List.of(Integer.toString(MOST_AT_ONCE), TaskJson.write(LEASE_LOST)))
                .thenApply(answer -> {
                    Map<String, TaskState> reclaimed = new LinkedHashMap<>();
                    for (int at = 0; at < answer.size(); at += 2) {
                        reclaimed.put(
                                answer.get(at).toString(),
                                TaskState.of(answer.get(at + 1).toString()));
                    }
                    return reclaimed;
                });
    }

    /** Removes what need not be kept; tells how many tasks, up to 1,000 a call. */
    public CompletionStage<Integer> expire() {
        return redis.run(
                        QueueScript.EXPIRE,
                        List.of(
                                Integer.toString(MOST_AT_ONCE),
                                Integer.toString(retention.ended()),
                                Integer.toString(retention.dead()),
                                Long.toString(retention.deadTtl().toMillis()),
                                Long.toString(retention.workerTtl().toMillis())))
                .thenApply(Response::toInteger);
    }
}
