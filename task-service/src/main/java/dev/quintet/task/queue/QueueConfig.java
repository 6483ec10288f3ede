package dev.quintet.task.queue;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The queue. */
@ConfigMapping(prefix = "quintet.tasks.queue")
public interface QueueConfig {
    /** The queue's name; part of every key. */
    @WithDefault("default")
    @Pattern(regexp = "[a-z0-9-]{1,40}")
    String name();

    /**
     * Most tasks that may wait or be delayed; past it a task is refused with 429. Each takes some 480 bytes of Redis and
     * its payload: by default as many as fit into the local stack's 512 MB with payloads of a kilobyte.
     */
    @WithDefault("250000")
    @Min(1)
    @Max(10_000_000)
    long maxBacklog();

    /** How long an idempotency key is remembered, while its task is. */
    @WithDefault("24h")
    Duration idempotencyTtl();

    /** Most ended tasks kept, the oldest go first; each also goes with its own result TTL. */
    @WithDefault("100000")
    @Min(0)
    @Max(10_000_000)
    int maxEnded();

    /** Most dead letters kept. */
    @WithDefault("10000")
    @Min(0)
    @Max(1_000_000)
    int maxDead();

    /** How long a dead letter is kept. */
    @WithDefault("30d")
    Duration deadTtl();

    /** How long a task stays a worker's without a heartbeat. */
    @WithDefault("30s")
    Duration lease();

    /** How long one Redis command may take. */
    @WithDefault("5s")
    Duration commandTimeout();

    /** How often delayed tasks that are due are looked for: how exact a delay is. */
    @WithDefault("50ms")
    Duration promoteEvery();

    /** How often leases that ran out, and old tasks, are looked for. */
    @WithDefault("1s")
    Duration sweepEvery();

    /** Most requests that may wait for a task's end, or follow its events, at a time; past it 503. */
    @WithDefault("20000")
    @Min(1)
    @Max(1_000_000)
    int maxWatches();
}
