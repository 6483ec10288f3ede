package dev.quintet.common.api.task;

import java.time.Instant;
import java.util.List;

/**
 * A live worker.
 *
 * @param slots how many tasks it runs at most at a time
 * @param running what it runs
 * @param lastHeartbeat when it last told so, by Redis' clock
 */
public record WorkerView(
        String id,
        String queue,
        int slots,
        List<String> types,
        List<RunningTask> running,
        Instant startedAt,
        Instant lastHeartbeat) {

    /** A task that a worker runs. */
    public record RunningTask(String id, String type, int attempt, Instant startedAt) {}
}
