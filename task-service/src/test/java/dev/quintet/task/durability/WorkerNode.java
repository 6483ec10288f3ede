package dev.quintet.task.durability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

import dev.quintet.common.api.task.BackoffSpec;
import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.common.redis.RedisUnavailableException;
import dev.quintet.task.handler.Handlers;
import dev.quintet.task.handler.TaskContext;
import dev.quintet.task.handler.TaskHandler;
import dev.quintet.task.queue.Backoff;
import dev.quintet.task.queue.NewTask;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.QueueUpkeep;
import dev.quintet.task.queue.TaskIds;
import dev.quintet.task.queue.TaskOptions;
import dev.quintet.task.queue.TaskQueue;
import dev.quintet.task.queue.UpkeepLoop;
import dev.quintet.task.worker.Worker;
import dev.quintet.task.worker.WorkerListener;
import dev.quintet.task.worker.WorkerSettings;

/** A process of its own that works, or sends tasks, until it is killed: {@code work|send PORT PASSWORD NAME|FROM TO}. */
public final class Node {
    static final String QUEUE = "durability";
    static final Duration LEASE = Duration.ofMillis(600);
    private static final int SLOTS = 4;
    private static final int LONGEST_MILLIS = 40;
    private static final List<TaskPriority> PRIORITIES = List.of(TaskPriority.values());
    private static final TaskOptions OPTIONS =
            new TaskOptions(30_000, new Backoff(BackoffSpec.Kind.FIXED, 20, 20, 0.5), List.of());

    private Node() {}

    /** Takes as long as it is told. */
    static final class Work implements TaskHandler<Long, String> {
        @Override
        public String type() {
            return "work";
        }

        @Override
        public String handle(Long millis, TaskContext context) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(millis);
            return "done";
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

    /** @param commandTimeout short for a process whose Redis is killed, long for one that only looks */
    static QueueRedis queue(Redis redis, Duration commandTimeout) {
        return new QueueRedis(QUEUE, redis, commandTimeout);
    }

    public static void main(String[] arguments) throws InterruptedException {
        QueueRedis keys =
                queue(connect(Vertx.vertx(), Integer.parseInt(arguments[1]), arguments[2]), Duration.ofSeconds(2));
        if (arguments[0].equals("work")) {
            work(keys, arguments[3]);
        } else {
            send(new TaskQueue(keys, 1_000_000, Duration.ofHours(1)), arguments);
        }
    }

    private static void work(QueueRedis keys, String name) {
        new UpkeepLoop(
                        new QueueUpkeep(
                                keys,
                                new QueueUpkeep.Retention(
                                        1_000_000, 1_000_000, Duration.ofDays(1), Duration.ofMinutes(1))),
                        LEASE,
                        reclaimed -> {})
                .start(Duration.ofMillis(50), Duration.ofMillis(100));
        new Worker(
                        new WorkerSettings(
                                name,
                                SLOTS,
                                LEASE,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(3)),
                        keys,
                        new Handlers(List.of(new Work()), new ObjectMapper(), 1 << 20),
                        WorkerListener.NONE,
                        OpenTelemetry.noop(),
                        Instant.now())
                .start();
        System.out.println("ready");
    }

    /** Sends the tasks of a range of numbers, each until it is accepted, and tells which id each has. */
    private static void send(TaskQueue queue, String[] arguments) throws InterruptedException {
        TaskIds ids = new TaskIds(Clock.systemUTC(), new SplittableRandom());
        SplittableRandom random = new SplittableRandom();
        for (int number = Integer.parseInt(arguments[3]); number < Integer.parseInt(arguments[4]); number++) {
            NewTask task = new NewTask(
                    ids.next(),
                    "work",
                    OPTIONS,
                    Integer.toString(random.nextInt(LONGEST_MILLIS)),
                    PRIORITIES.get(random.nextInt(PRIORITIES.size())),
                    random.nextInt(10) == 0 ? Optional.of(Duration.ofMillis(100)) : Optional.empty(),
                    Optional.empty(),
                    100,
                    Duration.ofHours(1),
                    Optional.of("key-" + number),
                    "");
            boolean accepted = false;
            while (!accepted) {
                try {
                    String id = queue.enqueue(List.of(task), false)
                            .toCompletableFuture()
                            .join()
                            .get(0)
                            .id();
                    System.out.println(number + " " + id);
                    accepted = true;
                } catch (CompletionException away) {
                    if (!(away.getCause() instanceof RedisUnavailableException)) {
                        throw away;
                    }
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        }
        System.out.println("sent");
    }
}
