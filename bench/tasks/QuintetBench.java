import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;

import dev.quintet.common.api.task.BackoffSpec;
import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.task.handler.Handlers;
import dev.quintet.task.handler.TaskContext;
import dev.quintet.task.handler.TaskHandler;
import dev.quintet.task.queue.Backoff;
import dev.quintet.task.queue.NewTask;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.TaskIds;
import dev.quintet.task.queue.TaskOptions;
import dev.quintet.task.queue.TaskQueue;
import dev.quintet.task.worker.Worker;
import dev.quintet.task.worker.WorkerListener;
import dev.quintet.task.worker.WorkerSettings;

/** The queue itself, as BullMQ's and Celery's clients are: java QuintetBench.java PORT PASSWORD TASKS (peers|million). */
public final class QuintetBench {
    private static final int BATCH = 1000;
    private static final int UNDER_WAY = 64;
    private static final int SLOTS = 100;
    private static final TaskOptions OPTIONS =
            new TaskOptions(300_000, new Backoff(BackoffSpec.Kind.EXPONENTIAL, 1000, 300_000, 0.2), List.of());
    private static final Set<String> RAN = ConcurrentHashMap.newKeySet();
    private static final ConcurrentLinkedQueue<Long> WAITS = new ConcurrentLinkedQueue<>();

    private final Vertx vertx = Vertx.vertx();
    private final Redis redis;
    private final QueueRedis keys;
    private final QueueRedis workerKeys;
    private final TaskQueue queue;
    private final TaskIds ids = new TaskIds(Clock.systemUTC(), new SplittableRandom());

    record In(long sent, String pad) {}

    static final class Noop implements TaskHandler<In, String> {
        @Override
        public String type() {
            return "noop";
        }

        @Override
        public String handle(In in, TaskContext context) {
            WAITS.add(System.nanoTime() - in.sent());
            if (!RAN.add(context.taskId())) {
                throw new IllegalStateException("twice");
            }
            return "ok";
        }
    }

    QuintetBench(int port, String password) {
        redis = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString("redis://127.0.0.1:" + port)
                        .setPassword(password)
                        .setMaxWaitingHandlers(16_384));
        keys = new QueueRedis("bench", redis, Duration.ofSeconds(30));
        workerKeys = new QueueRedis("bench", redis, Duration.ofSeconds(30));
        queue = new TaskQueue(keys, 10_000_000, Duration.ofHours(24));
    }

    private NewTask task() {
        String payload = "{\"sent\":" + System.nanoTime() + ",\"pad\":\"0123456789012345678901234567890123456789\"}";
        return new NewTask(
                ids.next(), "noop", OPTIONS, payload, TaskPriority.NORMAL, Optional.empty(), Optional.empty(), 3,
                Duration.ofHours(1), Optional.empty(), "");
    }

    /** Tasks a second, sent one by one, 64 under way at a time. */
    private double single(int count) throws Exception {
        Semaphore window = new Semaphore(UNDER_WAY);
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            window.acquire();
            queue.enqueue(List.of(task()), false).whenComplete((done, failure) -> window.release());
        }
        window.acquire(UNDER_WAY);
        return count * 1e9 / (System.nanoTime() - begun);
    }

    private double bulk(int count) throws Exception {
        Semaphore window = new Semaphore(4);
        long begun = System.nanoTime();
        for (int at = 0; at < count; at += BATCH) {
            List<NewTask> batch = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                batch.add(task());
            }
            window.acquire();
            queue.enqueue(batch, false).whenComplete((done, failure) -> window.release());
        }
        window.acquire(4);
        return count * 1e9 / (System.nanoTime() - begun);
    }

    private Worker worker() {
        Worker worker = new Worker(
                new WorkerSettings("w", SLOTS, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(3)),
                workerKeys, new Handlers(List.of(new Noop()), new ObjectMapper(), 1 << 20), WorkerListener.NONE,
                OpenTelemetry.noop(), Instant.now());
        worker.start();
        return worker;
    }

    /** Tasks a second from the worker's start until so many have ended; each once. */
    private double through(int count) throws Exception {
        long before = queue.stats().toCompletableFuture().get().counter("succeeded");
        RAN.clear();
        long begun = System.nanoTime();
        Worker worker = worker();
        while (RAN.size() < count) {
            LockSupport.parkNanos(200_000);
        }
        while (queue.stats().toCompletableFuture().get().counter("succeeded") - before < count) {
            LockSupport.parkNanos(200_000);
        }
        double rate = count * 1e9 / (System.nanoTime() - begun);
        worker.stop();
        return rate;
    }

    /** From before sending to the handler's first line, milliseconds: median and 99th percentile, at a steady rate. */
    private double[] latency(double perSecond, int seconds) throws Exception {
        Worker worker = worker();
        // The first moments warm up and do not count.
        pace(perSecond, 2);
        WAITS.clear();
        pace(perSecond, seconds);
        while (queue.stats().toCompletableFuture().get().counter("waiting") > 0) {
            LockSupport.parkNanos(1_000_000);
        }
        worker.stop();
        long[] waits = WAITS.stream().mapToLong(Long::longValue).sorted().toArray();
        return new double[] {waits[waits.length / 2] / 1e6, waits[waits.length * 99 / 100] / 1e6};
    }

    private void pace(double perSecond, int seconds) throws Exception {
        long begun = System.nanoTime();
        long count = (long) (perSecond * seconds);
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        for (long i = 0; i < count; i++) {
            long due = begun + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(20_000);
            }
            last = queue.enqueue(List.of(task()), false).toCompletableFuture();
        }
        last.get(10, TimeUnit.SECONDS);
    }

    private long memory() throws Exception {
        return info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring(12).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** Growing by so much makes Redis rewrite its file beside its work: what is measured comes after that. */
    private void settled() throws Exception {
        while (!info("persistence").contains("aof_rewrite_in_progress:0")
                || !info("persistence").contains("aof_rewrite_scheduled:0")) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    private String info(String section) throws Exception {
        return redis.send(Request.cmd(Command.INFO).arg(section))
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .toString();
    }

    private void flush() throws Exception {
        redis.send(Request.cmd(Command.FLUSHALL)).toCompletionStage().toCompletableFuture().get();
    }

    private void peers(int count) throws Exception {
        // Warm-up: as much as is measured.
        single(count);
        through(count);
        flush();
        double single = single(count);
        flush();
        double bulk = bulk(count);
        double through = through(count);
        flush();
        double[] latency = latency(Math.min(through, single) / 2, 5);
        System.out.printf(
                Locale.ROOT,
                "{\"system\":\"quintet\",\"tasks\":%d,\"single\":%.0f,\"bulk\":%.0f,\"through\":%.0f,\"delivered\":%d,\"load\":%.0f,\"p50\":%.3f,\"p99\":%.3f}%n",
                count, single, bulk, through, count, Math.min(through, single) / 2, latency[0], latency[1]);
    }

    private void million(int count) throws Exception {
        // The local stack's 512 MB do not hold a million.
        redis.send(Request.cmd(Command.CONFIG).arg("SET").arg("maxmemory").arg("4gb"))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        bulk(count / 20);
        through(count / 20);
        single(count / 20);
        flush();
        settled();
        double emptyBulk = bulk(count / 20);
        double emptyThrough = through(count / 20);
        double emptySingle = single(count / 20);
        flush();
        long before = memory();
        bulk(count);
        settled();
        double each = (memory() - before) / (double) count;
        double fullBulk = bulk(count / 20);
        double fullSingle = single(count / 20);
        double fullThrough = through(count / 20);
        System.out.printf(
                Locale.ROOT,
                "{\"system\":\"quintet\",\"waiting\":%d,\"bytesEach\":%.0f,\"bulkEmpty\":%.0f,\"bulkFull\":%.0f,\"singleEmpty\":%.0f,\"singleFull\":%.0f,\"throughEmpty\":%.0f,\"throughFull\":%.0f}%n",
                count, each, emptyBulk, fullBulk, emptySingle, fullSingle, emptyThrough, fullThrough);
    }

    public static void main(String[] arguments) throws Exception {
        QuintetBench bench = new QuintetBench(Integer.parseInt(arguments[0]), arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        if (arguments[3].equals("million")) {
            bench.million(count);
        } else {
            bench.peers(count);
        }
        System.exit(0);
    }
}
