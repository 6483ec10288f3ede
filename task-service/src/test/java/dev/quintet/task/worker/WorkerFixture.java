package dev.quintet.task.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.redis.client.Command;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import dev.quintet.common.api.task.BackoffSpec;
import dev.quintet.common.api.task.TaskState;
import dev.quintet.task.handler.Echo;
import dev.quintet.task.handler.Handlers;
import dev.quintet.task.handler.Sleep;
import dev.quintet.task.handler.TaskContext;
import dev.quintet.task.handler.TaskHandler;
import dev.quintet.task.queue.Backoff;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.QueueUpkeep;
import dev.quintet.task.queue.RealRedis;
import dev.quintet.task.queue.Samples;
import dev.quintet.task.queue.StoredTask;
import dev.quintet.task.queue.TaskLeases;
import dev.quintet.task.queue.TaskOptions;
import dev.quintet.task.queue.TaskQueue;
import dev.quintet.task.queue.UpkeepLoop;

import static dev.quintet.task.queue.RealRedis.await;

/** Workers on a real Redis, each test with a queue of its own. */
abstract class WorkerFixture {
    /** Lost by no thread that stands still for some seconds; renewed every three. */
    static final Duration LEASE = Duration.ofSeconds(9);
    /** For a test that lets leases run out. */
    static final Duration SHORT_LEASE = Duration.ofSeconds(1);

    static final TaskOptions PATIENT = new TaskOptions(60_000, new Backoff(BackoffSpec.Kind.FIXED, 5, 5, 0), List.of());
    static final TaskOptions HASTY = new TaskOptions(150, new Backoff(BackoffSpec.Kind.FIXED, 5, 5, 0), List.of());

    private static final AtomicInteger QUEUES = new AtomicInteger();
    static RealRedis redis;

    final QueueRedis keys = redis.queue("w" + QUEUES.incrementAndGet());
    final TaskQueue queue = new TaskQueue(keys, 100_000, Duration.ofHours(1));
    final TaskLeases leases = new TaskLeases(keys);
    private final UpkeepLoop upkeep = new UpkeepLoop(
            new QueueUpkeep(keys, new QueueUpkeep.Retention(100_000, 100, Duration.ofDays(1), Duration.ofMinutes(1))),
            SHORT_LEASE,
            reclaimed -> {});
    private final List<Worker> workers = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    final CountDownLatch releaseStubborn = new CountDownLatch(1);
    final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

    /** Does what its payload says. */
    private final class Scripted implements TaskHandler<JsonNode, String> {
        @Override
        public String type() {
            return "scripted";
        }

        @Override
        public String handle(JsonNode input, TaskContext context) throws Exception {
            runs.computeIfAbsent(context.taskId(), id -> new AtomicInteger()).incrementAndGet();
            switch (input.asText()) {
                case "fail" -> throw new IllegalStateException("no luck");
                case "error" -> throw new StackOverflowError();
                case "wait" -> TimeUnit.SECONDS.sleep(30);
                case "stubborn" -> {
                    boolean free = false;
                    while (!free) {
                        try {
                            free = releaseStubborn.await(30, TimeUnit.SECONDS);
                        } catch (InterruptedException ignored) {
                            free = false;
                        }
                    }
                }
                case "huge" -> {
                    return "x".repeat(2 << 20);
                }
                default -> {
                    return input.asText();
                }
            }
            return "over";
        }
    }

    @BeforeAll
    static void startRedis() {
        redis = new RealRedis();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void keepUp() {
        upkeep.start(Duration.ofMillis(20), Duration.ofMillis(50));
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        releaseStubborn.countDown();
        for (Worker worker : workers) {
            worker.stop();
        }
        upkeep.close();
        keys.close();
    }

    Worker worker(int slots) {
        return worker(slots, Duration.ofMillis(200));
    }

    Worker worker(int slots, Duration grace) {
        return worker(slots, grace, Instant.EPOCH);
    }

    Worker worker(int slots, Duration grace, Instant startedAt) {
        return worker(slots, grace, startedAt, LEASE);
    }

    Worker worker(int slots, Duration grace, Instant startedAt, Duration lease) {
        Worker worker = new Worker(
                new WorkerSettings(
                        "w" + workers.size(), slots, lease, Duration.ofMillis(200), grace, Duration.ofSeconds(12)),
                keys,
                new Handlers(List.of(new Scripted(), new Echo(), new Sleep()), new ObjectMapper(), 1 << 20),
                WorkerListener.NONE,
                OpenTelemetry.noop(),
                startedAt);
        workers.add(worker);
        worker.start();
        return worker;
    }

    String send(String payload, int maxAttempts, TaskOptions options) {
        String id = "t" + ids.incrementAndGet();
        await(queue.enqueue(
                List.of(Samples.typed(id, "scripted", "\"" + payload + "\"", maxAttempts, options)), false));
        return id;
    }

    StoredTask read(String id) {
        return await(queue.watch(id)).orElseThrow();
    }

    StoredTask reaches(String id, TaskState state) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofMinutes(1))
                .until(() -> read(id).state() == state);
        return read(id);
    }

    static long redisMillis() {
        var time = redis.command(Command.TIME);
        return time.get(0).toLong() * 1000 + time.get(1).toLong() / 1000;
    }

    long score(String set, String member) {
        return (long)
                redis.command(Command.ZSCORE, keys.key(set), member).toDouble().doubleValue();
    }
}
