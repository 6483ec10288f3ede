package dev.quintet.task.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jboss.logging.Logger;

import dev.quintet.task.handler.Handlers;
import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.Standing;
import dev.quintet.task.queue.TaskJson;
import dev.quintet.task.queue.TaskLeases;

/** Renews the leases of what a worker runs, and stops what it has lost or is to give up. */
final class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private final WorkerSettings settings;
    private final QueueRedis redis;
    private final TaskLeases leases;
    private final Handlers handlers;
    private final Map<String, Attempt> running;
    private final Instant startedAt;
    private final AtomicBoolean underWay = new AtomicBoolean();

    /** What a worker says of itself, as stored; times in epoch milliseconds. */
    record About(String queue, int slots, List<String> types, List<Running> running, long startedAt) {}

    /** A task that it runs. */
    record Running(String id, String type, int attempt, long startedAt) {}

    Heartbeat(
            WorkerSettings settings,
            QueueRedis redis,
            TaskLeases leases,
            Handlers handlers,
            Map<String, Attempt> running,
            Instant startedAt) {
        this.settings = settings;
        this.redis = redis;
        this.leases = leases;
        this.handlers = handlers;
        this.running = running;
        this.startedAt = startedAt;
    }

    void beat() {
        if (!underWay.compareAndSet(false, true)) {
            return;
        }
        List<Attempt> attempts = new ArrayList<>(running.values());
        List<Claim> held = attempts.stream().map(Attempt::claim).toList();
        leases.heartbeat(settings.id(), about(held), settings.lease(), held).whenComplete((standings, failure) -> {
            underWay.set(false);
            if (failure != null) {
                LOG.debugf("Heartbeat failed: %s", failure.getMessage());
                return;
            }
            for (int i = 0; i < standings.size(); i++) {
                heed(attempts.get(i), standings.get(i));
            }
        });
    }

    private static void heed(Attempt attempt, Standing standing) {
        switch (standing) {
            case OK -> {}
            case CANCEL -> attempt.stop(Stop.CANCEL, System.nanoTime());
            case LOST -> {
                // One that has just ended is no longer held either, and is over: then this stops nothing.
                if (attempt.stop(Stop.LOST, System.nanoTime())) {
                    LOG.warnf(
                            "The lease of task %s was lost; its attempt is stopped",
                            attempt.claim().id());
                }
            }
        }
    }

    private String about(List<Claim> held) {
        List<Running> tasks = held.stream()
                .map(claim -> new Running(claim.id(), claim.type(), claim.attempt(), claim.claimedAtMillis()))
                .toList();
        return TaskJson.write(new About(
                redis.name(), settings.slots(), List.copyOf(handlers.types()), tasks, startedAt.toEpochMilli()));
    }

    /** A worker that stops in order is forgotten at once; for one that cannot say so, the upkeep does it later. */
    void farewell() throws InterruptedException {
        CompletionStage<Response> gone = redis.send(
                        Request.cmd(Command.ZREM).arg(redis.key("workers:seen")).arg(settings.id()))
                .thenCompose(removed -> redis.send(
                        Request.cmd(Command.HDEL).arg(redis.key("workers")).arg(settings.id())));
        try {
            gone.toCompletableFuture().get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            LOG.debugf("Farewell failed: %s", failure.getMessage());
        }
    }
}
