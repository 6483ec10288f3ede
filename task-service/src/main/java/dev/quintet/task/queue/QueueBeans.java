package dev.quintet.task.queue;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Redis;
import org.jboss.logging.Logger;

import dev.quintet.common.api.task.TaskState;

/** Puts the queue together for the container. */
@Singleton
final class QueueBeans {
    private static final Logger LOG = Logger.getLogger(QueueBeans.class);
    private static final int WORKER_TTL_IN_LEASES = 2;

    @Produces
    @Singleton
    QueueRedis redis(QueueConfig config, @RedisClientName("blocking") Redis client) {
        return new QueueRedis(config.name(), client, config.commandTimeout());
    }

    void close(@Disposes QueueRedis redis) {
        redis.close();
    }

    @Produces
    @Singleton
    TaskQueue queue(QueueConfig config, QueueRedis redis) {
        return new TaskQueue(redis, config.maxBacklog(), config.idempotencyTtl());
    }

    @Produces
    @Singleton
    TaskSchedules schedules(QueueConfig config, QueueRedis redis) {
        return new TaskSchedules(redis, config.maxBacklog());
    }

    @Produces
    @Singleton
    TaskSignals signals(QueueRedis redis) {
        return new TaskSignals(redis);
    }

    void close(@Disposes TaskSignals signals) {
        signals.close();
    }

    @Produces
    @Singleton
    TaskWatches watches(QueueConfig config, TaskSignals signals) {
        return new TaskWatches(signals, config.maxWatches());
    }

    @Produces
    @Singleton
    UpkeepLoop upkeep(QueueConfig config, QueueRedis redis, TaskNews news) {
        QueueUpkeep.Retention retention = new QueueUpkeep.Retention(
                config.maxEnded(),
                config.maxDead(),
                config.deadTtl(),
                config.lease().multipliedBy(WORKER_TTL_IN_LEASES));
        return new UpkeepLoop(new QueueUpkeep(redis, retention), config.lease().dividedBy(2), reclaimed -> {
            news.tell("task.lease-lost", "tasks", "taken back: their worker was not heard of", reclaimed.size());
            reclaimed.values().stream()
                    .filter(state -> state == TaskState.DEAD)
                    .forEach(dead -> news.tell("task.dead", "tasks", "out of attempts", 1));
        });
    }

    void close(@Disposes UpkeepLoop upkeep) {
        upkeep.close();
    }

    void start(
            @Observes StartupEvent start,
            QueueConfig config,
            QueueRedis redis,
            UpkeepLoop upkeep,
            TaskSignals signals) {
        // At the start, and whenever Redis may be another one than before.
        signals.listen(signal -> {
            if (signal.equals(TaskSignals.MISSED)) {
                redis.publishScripts().exceptionally(failure -> {
                    LOG.warnf("The queue's scripts could not be published: %s", failure.getMessage());
                    return null;
                });
            }
        });
        signals.start();
        upkeep.start(config.promoteEvery(), config.sweepEvery());
    }
}
