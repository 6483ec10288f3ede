package dev.quintet.task.durability;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import org.awaitility.Awaitility;

import dev.quintet.common.api.task.TaskState;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.QueueStats;
import dev.quintet.task.queue.QueueUpkeep;
import dev.quintet.task.queue.RealRedis;
import dev.quintet.task.queue.StoredTask;
import dev.quintet.task.queue.TaskQueue;

import static dev.quintet.task.queue.RealRedis.await;

/** A {@link Cluster} whose parts are killed and stopped at random while {@link Clients} send tasks and they are done. */
public final class DurabilityRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Random random;
    private final Cluster cluster;
    private final Clients clients;
    private final RealRedis redis;
    private final QueueRedis keys;
    private final TaskQueue queue;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

    DurabilityRun(int tasks, long seed) throws IOException {
        this.random = new Random(seed);
        this.cluster = new Cluster(random);
        this.clients = new Clients(cluster::address, tasks);
        this.redis = cluster.redis();
        this.keys = redis.queue(WorkerNode.QUEUE);
        this.queue = new TaskQueue(keys, 1_000_000, Duration.ofHours(1));
    }

    /**
     * Every fault in random order, once a round, until all tasks are accepted; then until all have ended.
     *
     * @param rounds most rounds, 1 or more
     */
    DurabilityRun run(int rounds) throws IOException, InterruptedException {
        cluster.start();
        clients.start();
        awaitAccepted();
        for (int round = 0; round < rounds && (round == 0 || !clients.isDone()); round++) {
            List<Fault> all = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(all, random);
            for (Fault fault : all) {
                if (!fault.ofWorker()) {
                    awaitAccepted();
                }
                inflict(fault);
                TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(200));
            }
        }
        Awaitility.await().atMost(PATIENCE).until(clients::isDone);
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            QueueStats stats = await(queue.stats());
            return stats.counter("waiting") == 0 && stats.running() == 0 && stats.delayed() == 0;
        });
        return this;
    }

    /** However slow the machine: what was started anew gets as far as to be of use. */
    private void awaitAccepted() {
        int before = clients.accepted().size();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> clients.isDone() || clients.accepted().size() > before);
    }

    private void inflict(Fault fault) throws IOException, InterruptedException {
        faults.merge(fault, 1, Integer::sum);
        switch (fault) {
            case WORKER_KILLED -> cluster.killWorker();
            case WORKER_STOPPED -> cluster.stopWorker();
            case WORKER_AHEAD -> cluster.setWorkerAhead();
            case API_KILLED -> cluster.killApi();
            case REDIS_KILLED -> cluster.killRedis();
            case REDIS_STOPPED -> cluster.stopRedis();
        }
    }

    Map<Fault, Integer> faults() {
        return faults;
    }

    Clients clients() {
        return clients;
    }

    /** All that Redis holds. */
    List<StoredTask> stored() {
        List<StoredTask> found = new ArrayList<>();
        for (Response id : redis.command(Command.ZRANGE, keys.key("index"), "0", "-1")) {
            found.add(await(queue.find(id.toString())).orElseThrow());
        }
        return found;
    }

    /** By Redis' clock, epoch milliseconds. */
    long now() {
        return redis.command(Command.TIME).get(0).toLong() * 1000 + 999;
    }

    /** Lets all ended tasks go, and tells which keys are left. */
    List<String> keysAfterCleanUp() {
        redis.command(Command.ZUNIONSTORE, keys.key("ended"), "1", keys.key("ended"), "WEIGHTS", "0");
        QueueUpkeep upkeep = new QueueUpkeep(keys, WorkerNode.RETENTION);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            await(upkeep.expire());
            return redis.command(Command.EXISTS, keys.key("index")).toInteger() == 0;
        });
        List<String> left = new ArrayList<>();
        redis.command(Command.KEYS, keys.key("*"))
                .forEach(key -> left.add(key.toString().substring(keys.key("").length())));
        Collections.sort(left);
        return left;
    }

    @Override
    public void close() throws InterruptedException {
        clients.stop();
        keys.close();
        cluster.close();
    }

    private void print() {
        faults.forEach((fault, count) -> row(fault, count));
        row("accepted", clients.accepted().size());
        clients.refused().forEach((why, count) -> row("sent again: " + why, count));
        Map<TaskState, Integer> states = new TreeMap<>();
        long attempts = 0;
        for (StoredTask task : stored()) {
            states.merge(task.state(), 1, Integer::sum);
            attempts += task.history().stream()
                    .filter(step -> step.state() == TaskState.RUNNING)
                    .count();
        }
        states.forEach(DurabilityRun::row);
        row("attempts", attempts);
        row("keys doubled", clients.doubled().size());
        row("wrong answers", clients.wrong().size());
        row("keys left", keysAfterCleanUp());
    }

    private static void row(Object name, Object value) {
        System.out.printf("%-22s %8s%n", name, value);
    }

    /** {@code DurabilityRun TASKS [SEED]}: the long run, as a table. */
    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        try (DurabilityRun run = new DurabilityRun(Integer.parseInt(arguments[0]), seed)) {
            long begun = System.nanoTime();
            run.run(Integer.MAX_VALUE);
            System.out.printf("seed %d, %d s%n", seed, (System.nanoTime() - begun) / 1_000_000_000L);
            run.print();
        }
        System.exit(0);
    }
}
