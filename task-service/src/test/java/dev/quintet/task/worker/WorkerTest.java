package dev.quintet.task.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.task.BackoffSpec;
import dev.quintet.common.api.task.TaskState;
import dev.quintet.common.redis.RedisUnavailableException;
import dev.quintet.task.handler.Echo;
import dev.quintet.task.handler.Handlers;
import dev.quintet.task.handler.Sleep;
import dev.quintet.task.handler.TaskContext;
import dev.quintet.task.handler.TaskHandler;
import dev.quintet.task.queue.Backoff;
import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.Ending;
import dev.quintet.task.queue.NewTask;
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
import static org.assertj.core.api.Assertions.assertThat;

/** Workers on a real Redis. */
class WorkerTest {
    private static final Duration LEASE = Duration.ofMillis(600);
    private static final TaskOptions PATIENT =
            new TaskOptions(60_000, new Backoff(BackoffSpec.Kind.FIXED, 5, 5, 0), List.of());
    private static final TaskOptions HASTY =
            new TaskOptions(150, new Backoff(BackoffSpec.Kind.FIXED, 5, 5, 0), List.of());

    private static final AtomicInteger QUEUES = new AtomicInteger();
    private static RealRedis redis;

    private final QueueRedis keys = redis.queue("w" + QUEUES.incrementAndGet());
    private final TaskQueue queue = new TaskQueue(keys, 100_000, Duration.ofHours(1));
    private final TaskLeases leases = new TaskLeases(keys);
    private final UpkeepLoop upkeep = new UpkeepLoop(
            new QueueUpkeep(keys, new QueueUpkeep.Retention(100_000, 100, Duration.ofDays(1), Duration.ofMinutes(1))),
            LEASE,
            reclaimed -> {});
    private final List<Worker> workers = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final CountDownLatch releaseStubborn = new CountDownLatch(1);
    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

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

    private Worker worker(int slots) {
        return worker(slots, Duration.ofMillis(200));
    }

    private Worker worker(int slots, Duration grace) {
        Worker worker = new Worker(
                new WorkerSettings("w" + workers.size(), slots, LEASE, Duration.ofMillis(200), grace),
                keys,
                new Handlers(List.of(new Scripted(), new Echo(), new Sleep()), new ObjectMapper(), 1 << 20),
                WorkerListener.NONE,
                OpenTelemetry.noop(),
                Instant.EPOCH);
        workers.add(worker);
        worker.start();
        return worker;
    }

    private String send(String payload, int maxAttempts, TaskOptions options) {
        String id = "t" + ids.incrementAndGet();
        await(queue.enqueue(
                List.of(Samples.typed(id, "scripted", "\"" + payload + "\"", maxAttempts, options)), false));
        return id;
    }

    private StoredTask read(String id) {
        return await(queue.watch(id)).orElseThrow();
    }

    private StoredTask reaches(String id, TaskState state) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(15))
                .until(() -> read(id).state() == state);
        return read(id);
    }

    @Test
    void runsATaskAndKeepsItsResult() {
        worker(2);
        StoredTask task = reaches(send("hello", 3, PATIENT), TaskState.SUCCEEDED);
        assertThat(task.text("result")).contains("\"hello\"");
        assertThat(task.number("attempts")).isEqualTo(1);
        assertThat(task.text("worker")).contains("w0");
    }

    @Test
    void aPoisonTaskEndsInTheDeadLettersAfterItsAttempts() {
        worker(2);
        StoredTask task = reaches(send("fail", 3, PATIENT), TaskState.DEAD);
        assertThat(runs.get(task.id())).hasValue(3);
        assertThat(task.text("error").orElseThrow()).contains("no luck").contains("\"attempt\":3");
    }

    @Test
    void anErrorDoesNotCostTheWorker() {
        worker(1);
        StoredTask task = reaches(send("error", 1, PATIENT), TaskState.DEAD);
        assertThat(task.text("error").orElseThrow()).contains("StackOverflowError");
        reaches(send("fine", 1, PATIENT), TaskState.SUCCEEDED);
    }

    @Test
    void aTaskOfAnotherTypeIsLeftToAWorkerThatKnowsIt() throws Exception {
        worker(1);
        await(queue.enqueue(List.of(Samples.typed("u", "elsewhere", "1", 3, PATIENT)), false));
        reaches(send("fine", 1, PATIENT), TaskState.SUCCEEDED);
        assertThat(read("u").state()).isEqualTo(TaskState.WAITING);

        WorkSignal signal = new WorkSignal(keys, List.of("elsewhere"));
        signal.await(Duration.ofSeconds(10));
        signal.close();
        List<Claim> claims =
                await(leases.claim("other", 1, LEASE, List.of("elsewhere"))).claims();
        assertThat(claims).extracting(Claim::id).containsExactly("u");
    }

    @Test
    void aPayloadThatDoesNotFitFailsForGood() {
        worker(1);
        await(queue.enqueue(List.of(Samples.typed("u", "sleep", "{\"millis\":\"soon\"}", 3, PATIENT)), false));
        assertThat(reaches("u", TaskState.FAILED).text("error").orElseThrow()).contains("\"payload\"");
    }

    @Test
    void aResultPastTheLimitFailsItsTask() {
        worker(1);
        assertThat(reaches(send("huge", 3, PATIENT), TaskState.FAILED)
                        .text("error")
                        .orElseThrow())
                .contains("result-too-large");
    }

    @Test
    void aHandlerThatTakesTooLongIsInterrupted() {
        worker(1);
        StoredTask task = reaches(send("wait", 1, HASTY), TaskState.DEAD);
        assertThat(task.text("error").orElseThrow()).contains("timeout").contains("150 ms");
        reaches(send("fine", 1, PATIENT), TaskState.SUCCEEDED);
    }

    @Test
    void aHandlerThatNeverEndsDoesNotCostItsSlot() {
        Worker worker = worker(1);
        reaches(send("stubborn", 1, HASTY), TaskState.DEAD);
        assertThat(worker.stuck()).isEqualTo(1);
        reaches(send("fine", 1, PATIENT), TaskState.SUCCEEDED);
        releaseStubborn.countDown();
        Awaitility.await().until(() -> worker.stuck() == 0);
    }

    @Test
    void aRunningTaskIsCancelledByTheNextHeartbeat() {
        worker(1);
        String id = send("wait", 3, PATIENT);
        reaches(id, TaskState.RUNNING);
        assertThat(await(queue.cancel(id))).isEqualTo("running");
        reaches(id, TaskState.CANCELLED);
        assertThat(runs.get(id)).hasValue(1);
    }

    @Test
    void aLongTaskKeepsItsLease() {
        worker(1);
        await(queue.enqueue(
                List.of(Samples.typed("s", "sleep", "{\"millis\":" + LEASE.toMillis() * 3 + "}", 3, PATIENT)), false));
        StoredTask task = reaches("s", TaskState.SUCCEEDED);
        assertThat(task.number("attempts")).isEqualTo(1);
        assertThat(task.text("progress")).contains("1.0");
    }

    @Test
    void theTaskOfAWorkerThatDiedIsRunByAnotherAndTheDeadOneCannotFinishIt() {
        String id = send("hello", 3, PATIENT);
        Claim dead = await(leases.claim("dead", 1, Duration.ofMillis(100), List.of()))
                .claims()
                .get(0);
        worker(1);

        StoredTask task = reaches(id, TaskState.SUCCEEDED);
        assertThat(task.number("attempts")).isEqualTo(2);
        assertThat(await(leases.finish(List.of(Ending.succeeded(dead, "\"forged\"")))))
                .containsExactly("stale");
        assertThat(read(id).text("result")).contains("\"hello\"");
    }

    @Test
    void aWorkerThatStopsFinishesWhatItCanAndHandsBackTheRest() throws InterruptedException {
        Worker worker = worker(2, Duration.ofMillis(300));
        await(queue.enqueue(List.of(Samples.typed("quick", "sleep", "{\"millis\":100}", 3, PATIENT)), false));
        String slow = send("wait", 3, PATIENT);
        reaches(slow, TaskState.RUNNING);
        reaches("quick", TaskState.RUNNING);
        worker.stop();

        assertThat(read("quick").state()).isEqualTo(TaskState.SUCCEEDED);
        StoredTask back = read(slow);
        assertThat(back.state()).isEqualTo(TaskState.WAITING);
        assertThat(back.number("attempts")).isZero();
    }

    @Test
    void aHandlerThatDoesNotLetItselfBeStoppedIsHandedBackToo() throws InterruptedException {
        Worker worker = worker(1, Duration.ofMillis(100));
        String id = send("stubborn", 3, PATIENT);
        reaches(id, TaskState.RUNNING);
        worker.stop();
        assertThat(read(id).state()).isEqualTo(TaskState.WAITING);
    }

    @Test
    void nothingAcceptedIsLostThoughRedisIsKilledUnderLoad() throws Exception {
        worker(8);
        worker(8);
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        Map<String, Integer> refused = new HashMap<>();
        redis.syncEachWrite();
        for (int i = 0; i < 3000; i++) {
            if (i == 1000 || i == 2000) {
                redis.engine().kill();
                redis.engine().restart();
                redis.syncEachWrite();
            }
            NewTask task = Samples.typed("k" + i, "echo", "" + i, 10, PATIENT);
            try {
                await(queue.enqueue(List.of(task), false));
                accepted.add(task.id());
            } catch (RedisUnavailableException away) {
                refused.merge(away.getMessage(), 1, Integer::sum);
            }
        }
        assertThat(accepted).hasSizeGreaterThan(2000);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            var stats = await(queue.stats());
            return stats.counter("waiting") == 0 && stats.running() == 0 && stats.delayed() == 0;
        });
        for (String id : accepted) {
            StoredTask task = read(id);
            assertThat(task.state()).as(id).isEqualTo(TaskState.SUCCEEDED);
            assertThat(task.text("result")).contains(id.substring(1));
        }
        assertThat(redis.command(Command.XLEN, keys.key("stream:normal")).toLong())
                .isZero();
    }
}
