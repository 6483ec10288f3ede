package dev.quintet.task.durability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.awaitility.Awaitility;

import dev.quintet.common.api.task.TaskState;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.QueueStats;
import dev.quintet.task.queue.QueueUpkeep;
import dev.quintet.task.queue.StoredTask;
import dev.quintet.task.queue.TaskQueue;

/**
 * Three workers and a sender, each a process, and a Redis; each of them killed or stopped at random while tasks are sent
 * and done. Redis syncs each write, so that what it answered is on disk.
 */
public final class DurabilityRun implements AutoCloseable {
    private static final int WORKERS = 3;
    /** Tasks that a new sender sends again, so that keys are used twice. */
    private static final int OVERLAP = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int tasks;
    private final Random random;
    private final Path folder;
    private final RedisEngine redis;
    private final Vertx vertx = Vertx.vertx();
    private final Redis client;
    private final QueueRedis keys;
    private final TaskQueue queue;
    private final Process[] workers = new Process[WORKERS];
    private final Map<Integer, String> accepted = new ConcurrentHashMap<>();
    private final Set<Integer> doubled = ConcurrentHashMap.newKeySet();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private volatile Process sender;
    private volatile boolean sent;

    DurabilityRun(int tasks, long seed) throws IOException {
        this.tasks = tasks;
        this.random = new Random(seed);
        this.folder = Files.createTempDirectory("durability");
        this.redis = RedisEngine.start(folder, 0);
        this.client = Node.connect(vertx, redis.port(), redis.password());
        this.keys = Node.queue(client, Duration.ofMinutes(1));
        this.queue = new TaskQueue(keys, 1_000_000, Duration.ofHours(1));
        syncEachWrite();
    }

    private void syncEachWrite() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> command(
                        Command.CONFIG, "SET", "appendfsync", "always")
                .toString()
                .equals("OK"));
    }

    private Response command(Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return client.send(request).toCompletionStage().toCompletableFuture().join();
    }

    private Process node(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Node.class.getName(),
                arguments[0],
                Integer.toString(redis.port()),
                redis.password()));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("nodes.log").toFile())
                .start();
    }

    private void startWorker(int index) throws IOException {
        workers[index] = node("work", "worker-" + index + "-" + random.nextInt(1_000_000));
    }

    private void startSender() throws IOException {
        int from = 0;
        while (accepted.containsKey(from)) {
            from++;
        }
        Process begun = node("send", Integer.toString(Math.max(0, from - OVERLAP)), Integer.toString(tasks));
        sender = begun;
        Thread reader = new Thread(() -> read(begun), "sender-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Process from) {
        try (BufferedReader lines = from.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("sent")) {
                    sent = true;
                    return;
                }
                String[] parts = line.split(" ", 2);
                int number = Integer.parseInt(parts[0]);
                String before = accepted.putIfAbsent(number, parts[1]);
                if (before != null && !before.equals(parts[1])) {
                    doubled.add(number);
                }
            }
        } catch (IOException killed) {
            // Its end is what was wanted.
            return;
        }
    }

    /** Every fault once, and again in random order until all tasks have ended. */
    DurabilityRun run() throws IOException, InterruptedException {
        for (int i = 0; i < WORKERS; i++) {
            startWorker(i);
        }
        startSender();
        Awaitility.await().atMost(PATIENCE).until(() -> accepted.size() > tasks / 20);
        List<Fault> next = new ArrayList<>();
        while (!sent || faults.size() < Fault.values().length) {
            if (next.isEmpty()) {
                next.addAll(List.of(Fault.values()));
                Collections.shuffle(next, random);
            }
            int before = accepted.size();
            inflict(next.remove(0));
            // However slow the machine: what was started anew gets as far as to be of use.
            Awaitility.await().atMost(PATIENCE).until(() -> sent || accepted.size() > before);
            TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(200));
        }
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            QueueStats stats = queue.stats().toCompletableFuture().join();
            return stats.counter("waiting") == 0 && stats.running() == 0 && stats.delayed() == 0;
        });
        return this;
    }

    private void inflict(Fault fault) throws IOException, InterruptedException {
        faults.merge(fault, 1, Integer::sum);
        int index = random.nextInt(WORKERS);
        switch (fault) {
            case WORKER_KILLED -> {
                workers[index].destroyForcibly().waitFor();
                startWorker(index);
            }
            case SENDER_KILLED -> {
                sender.destroyForcibly().waitFor();
                if (!sent) {
                    startSender();
                }
            }
            case REDIS_KILLED -> {
                redis.kill();
                redis.restart();
                syncEachWrite();
            }
            case WORKER_STOPPED -> halt(workers[index].pid());
            case REDIS_STOPPED -> halt(redis.pid());
        }
    }

    /** For two leases. */
    private static void halt(long pid) throws IOException, InterruptedException {
        signal("STOP", pid);
        TimeUnit.MILLISECONDS.sleep(Node.LEASE.toMillis() * 2);
        signal("CONT", pid);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    Map<Fault, Integer> faults() {
        return faults;
    }

    Map<Integer, String> accepted() {
        return accepted;
    }

    /** Keys that were answered with two ids. */
    Set<Integer> doubled() {
        return doubled;
    }

    /** How many tasks there are of each state. */
    Map<TaskState, Integer> states() {
        Map<TaskState, Integer> states = new TreeMap<>();
        for (StoredTask task : stored()) {
            states.merge(task.state(), 1, Integer::sum);
        }
        return states;
    }

    /** All that Redis holds. */
    List<StoredTask> stored() {
        List<StoredTask> found = new ArrayList<>();
        for (Response id : command(Command.ZRANGE, keys.key("index"), "0", "-1")) {
            found.add(queue.find(id.toString()).toCompletableFuture().join().orElseThrow());
        }
        return found;
    }

    /** Lets all ended tasks go, and tells which keys are left. */
    List<String> keysAfterCleanUp() {
        command(Command.ZUNIONSTORE, keys.key("ended"), "1", keys.key("ended"), "WEIGHTS", "0");
        QueueUpkeep upkeep = new QueueUpkeep(
                keys, new QueueUpkeep.Retention(1_000_000, 1_000_000, Duration.ofDays(1), Duration.ofMinutes(1)));
        Awaitility.await().atMost(PATIENCE).until(() -> {
            upkeep.expire().toCompletableFuture().join();
            return command(Command.EXISTS, keys.key("index")).toInteger() == 0;
        });
        List<String> left = new ArrayList<>();
        command(Command.KEYS, "*")
                .forEach(key -> left.add(key.toString().substring(keys.key("").length())));
        Collections.sort(left);
        return left;
    }

    long attempts() {
        return stored().stream()
                .mapToLong(task -> task.number("startedAt") == 0
                        ? 0
                        : task.history().stream()
                                .filter(step -> step.state() == TaskState.RUNNING)
                                .count())
                .sum();
    }

    @Override
    public void close() throws InterruptedException {
        for (Process worker : workers) {
            if (worker != null) {
                worker.destroyForcibly().waitFor();
            }
        }
        if (sender != null) {
            sender.destroyForcibly().waitFor();
        }
        keys.close();
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.stop();
    }

    /** {@code DurabilityRun TASKS [SEED]}: the long run, as a table. */
    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        try (DurabilityRun run = new DurabilityRun(Integer.parseInt(arguments[0]), seed)) {
            long begun = System.nanoTime();
            run.run();
            System.out.printf("seed %d, %d s%n", seed, (System.nanoTime() - begun) / 1_000_000_000L);
            run.faults().forEach((fault, count) -> System.out.printf("%-16s %6d%n", fault, count));
            System.out.printf("%-16s %6d%n", "sent", run.accepted().size());
            run.states().forEach((state, count) -> System.out.printf("%-16s %6d%n", state, count));
            System.out.printf("%-16s %6d%n", "attempts", run.attempts());
            System.out.printf("%-16s %6d%n", "keys doubled", run.doubled().size());
            System.out.printf("%-16s %s%n", "keys left", run.keysAfterCleanUp());
        }
        System.exit(0);
    }
}
