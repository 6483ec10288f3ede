package dev.quintet.task.durability;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

import dev.quintet.task.handler.Handlers;
import dev.quintet.task.handler.TaskContext;
import dev.quintet.task.handler.TaskHandler;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.QueueUpkeep;
import dev.quintet.task.queue.UpkeepLoop;
import dev.quintet.task.worker.Worker;
import dev.quintet.task.worker.WorkerListener;
import dev.quintet.task.worker.WorkerSettings;

/** A worker in a process of its own, until it is killed: {@code PORT PASSWORD NAME AHEAD}, the last an ISO duration. */
public final class WorkerNode {
    static final String QUEUE = "durability";
    static final Duration LEASE = Duration.ofMillis(600);
    static final QueueUpkeep.Retention RETENTION =
            new QueueUpkeep.Retention(1_000_000, 1_000_000, Duration.ofDays(1), Duration.ofMinutes(1));
    private static final int SLOTS = 4;

    private WorkerNode() {}

    private record Nap(long millis) {}

    /** Takes as long as it is told, and answers which claim of its task it was. */
    private static final class Sleep implements TaskHandler<Nap, String> {
        @Override
        public String type() {
            return "sleep";
        }

        @Override
        public String handle(Nap nap, TaskContext context) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(nap.millis());
            return Long.toString(context.fencingToken());
        }
    }

    static Redis connect(Vertx vertx, int port, String password) {
        return Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString("redis://127.0.0.1:" + port)
                        .setPassword(password)
                        .setMaxWaitingHandlers(16_384));
    }

    static QueueRedis queue(Redis redis) {
        return new QueueRedis(QUEUE, redis, Duration.ofSeconds(2));
    }

    public static void main(String[] arguments) {
        QueueRedis redis = queue(connect(Vertx.vertx(), Integer.parseInt(arguments[0]), arguments[1]));
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[3]));
        new UpkeepLoop(new QueueUpkeep(redis, RETENTION), LEASE, reclaimed -> {})
                .start(Duration.ofMillis(50), Duration.ofMillis(100));
        new Worker(
                        new WorkerSettings(
                                arguments[2],
                                SLOTS,
                                LEASE,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(3)),
                        redis,
                        new Handlers(List.of(new Sleep()), new ObjectMapper(), 1 << 20),
                        WorkerListener.NONE,
                        OpenTelemetry.noop(),
                        clock.instant())
                .start();
    }
}
