package dev.quintet.task.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.quintet.common.api.task.TaskPriority;

import static dev.quintet.task.queue.RealRedis.await;
import static dev.quintet.task.queue.Samples.delayed;
import static dev.quintet.task.queue.Samples.keyed;
import static dev.quintet.task.queue.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

/** For each script what it changes of all that Redis holds, and that it leaves the rest alone. */
class ScriptEffectsTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final AtomicInteger QUEUES = new AtomicInteger();
    private static RealRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = new RealRedis();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    /** A queue of its own for each row. */
    private static final class Bench {
        private final QueueRedis keys = redis.queue("e" + QUEUES.incrementAndGet());
        private final TaskQueue queue = new TaskQueue(keys, 100, Duration.ofHours(1));
        private final TaskLeases leases = new TaskLeases(keys);
        private final TaskSchedules schedules = new TaskSchedules(keys, 100);
        private final QueueUpkeep upkeep =
                new QueueUpkeep(keys, new QueueUpkeep.Retention(100, 100, Duration.ofDays(1), Duration.ofMinutes(1)));

        void enqueue(NewTask... tasks) {
            await(queue.enqueue(List.of(tasks), false));
        }

        Claim claim(String... types) {
            List<Claim> claims =
                    await(leases.claim("w", 1, LEASE, List.of(types))).claims();
            return claims.isEmpty() ? null : claims.get(0);
        }

        void finish(Ending ending) {
            await(leases.finish(List.of(ending)));
        }

        void score(String set, String member) {
            redis.command(Command.ZADD, keys.key(set), "1", member);
        }

        /** All keys of the queue with what they hold. */
        Map<String, String> state() {
            Map<String, String> state = new TreeMap<>();
            String prefix = keys.key("");
            for (Response key : redis.command(Command.KEYS, "*" + keys.name() + "}:*")) {
                String content = content(key.toString());
                // A stream that is empty is as good as none: the first claim makes those that are not there.
                if (!content.equals("[]")) {
                    state.put(key.toString().substring(prefix.length()), content);
                }
            }
            return state;
        }

        private static String content(String key) {
            return switch (redis.command(Command.TYPE, key).toString()) {
                case "hash" -> sorted(redis.command(Command.HGETALL, key));
                case "zset" ->
                    redis.command(Command.ZRANGE, key, "0", "-1", "WITHSCORES").toString();
                case "stream" -> redis.command(Command.XRANGE, key, "-", "+").toString();
                case "set" -> sorted(redis.command(Command.SMEMBERS, key));
                default -> redis.command(Command.GET, key).toString();
            };
        }

        private static String sorted(Response flat) {
            Set<String> words = new TreeSet<>();
            if (flat.toString().startsWith("{")) {
                flat.getKeys().forEach(field -> words.add(field + "=" + flat.get(field)));
            } else {
                flat.forEach(word -> words.add(word.toString()));
            }
            return words.toString();
        }
    }

    private record Row(
            String name, QueueScript script, Consumer<Bench> given, Consumer<Bench> step, Set<String> changed) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(
            String name, QueueScript script, Consumer<Bench> given, Consumer<Bench> step, String... changed) {
        return new Row(name, script, given, step, Set.of(changed));
    }

    private static void nothing(Bench bench) {
        assertThat(bench.state()).isEmpty();
    }

    private static void waiting(Bench bench) {
        bench.enqueue(task("a"), task("b"));
    }

    private static void running(Bench bench) {
        bench.enqueue(task("a"));
        bench.claim();
    }

    private static void dead(Bench bench) {
        bench.enqueue(task("a", TaskPriority.NORMAL, 1));
        bench.finish(Ending.retry(bench.claim(), "{}", Duration.ZERO));
    }

    private static void scheduled(Bench bench) {
        await(bench.schedules.put("s", "{}", Optional.of(1L), 10));
    }

    private static final Claim FIRST = new Claim("a", "1", 1, "echo", "{}", "1", "", 0, 0);

    static Stream<Row> table() {
        List<Row> rows = new ArrayList<>();
        rows.add(row(
                "a new task",
                QueueScript.ENQUEUE,
                ScriptEffectsTest::nothing,
                b -> b.enqueue(task("a")),
                "counters",
                "index",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "a delayed task",
                QueueScript.ENQUEUE,
                ScriptEffectsTest::nothing,
                b -> b.enqueue(delayed("a", LEASE)),
                "counters",
                "index",
                "delayed",
                "task:a"));
        rows.add(row(
                "a task with a key",
                QueueScript.ENQUEUE,
                ScriptEffectsTest::waiting,
                b -> b.enqueue(keyed("k", "key")),
                "counters",
                "index",
                "stream:normal",
                "task:k",
                "idem:key"));
        rows.add(row(
                "a known key",
                QueueScript.ENQUEUE,
                b -> b.enqueue(keyed("k", "key")),
                b -> b.enqueue(keyed("l", "key"))));
        rows.add(row(
                "a claim",
                QueueScript.CLAIM,
                ScriptEffectsTest::waiting,
                Bench::claim,
                "counters",
                "leases",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "a claim of another type",
                QueueScript.CLAIM,
                ScriptEffectsTest::waiting,
                b -> b.claim("other"),
                "counters",
                "stream:normal",
                "parked",
                "parked:echo"));
        rows.add(row(
                "a claim while paused",
                QueueScript.CLAIM,
                b -> {
                    waiting(b);
                    await(b.queue.pause(true));
                },
                Bench::claim));
        rows.add(row(
                "a heartbeat",
                QueueScript.HEARTBEAT,
                b -> {
                    running(b);
                    b.score("leases", "a");
                },
                b -> await(b.leases.heartbeat("w", "{}", LEASE, List.of(FIRST))),
                "leases",
                "workers",
                "workers:seen"));
        rows.add(row(
                "progress",
                QueueScript.PROGRESS,
                ScriptEffectsTest::running,
                b -> await(b.leases.progress(FIRST, 0.5, "half")),
                "task:a"));
        rows.add(row(
                "success",
                QueueScript.FINISH,
                ScriptEffectsTest::running,
                b -> b.finish(Ending.succeeded(FIRST, "1")),
                "counters",
                "ended",
                "leases",
                "task:a"));
        rows.add(row(
                "failure with a pause",
                QueueScript.FINISH,
                ScriptEffectsTest::running,
                b -> b.finish(Ending.retry(FIRST, "{}", LEASE)),
                "counters",
                "delayed",
                "leases",
                "task:a"));
        rows.add(row(
                "handing back",
                QueueScript.FINISH,
                ScriptEffectsTest::running,
                b -> b.finish(Ending.released(FIRST)),
                "counters",
                "leases",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "a stale end",
                QueueScript.FINISH,
                b -> {
                    running(b);
                    b.finish(Ending.succeeded(FIRST, "1"));
                },
                b -> b.finish(Ending.failed(FIRST, "{}"))));
        rows.add(row(
                "a due task",
                QueueScript.PROMOTE,
                b -> {
                    b.enqueue(delayed("a", LEASE));
                    b.score("delayed", "a");
                },
                b -> await(b.upkeep.promote()),
                "counters",
                "delayed",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "a lost lease",
                QueueScript.RECLAIM,
                b -> {
                    running(b);
                    b.score("leases", "a");
                },
                b -> await(b.upkeep.reclaim()),
                "counters",
                "leases",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "an old task",
                QueueScript.EXPIRE,
                b -> {
                    running(b);
                    b.finish(Ending.succeeded(FIRST, "1"));
                    b.score("ended", "a");
                },
                b -> await(b.upkeep.expire()),
                "ended",
                "index",
                "task:a"));
        rows.add(row(
                "cancelling a waiting task",
                QueueScript.CANCEL,
                ScriptEffectsTest::waiting,
                b -> await(b.queue.cancel("a")),
                "counters",
                "ended",
                "task:a"));
        rows.add(row(
                "cancelling a running task",
                QueueScript.CANCEL,
                ScriptEffectsTest::running,
                b -> await(b.queue.cancel("a")),
                "task:a"));
        rows.add(row(
                "a new life",
                QueueScript.REQUEUE,
                ScriptEffectsTest::dead,
                b -> await(b.queue.requeue("a")),
                "counters",
                "dead",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "removing a dead letter",
                QueueScript.REMOVE,
                ScriptEffectsTest::dead,
                b -> await(b.queue.removeDead("a")),
                "dead",
                "index",
                "task:a"));
        rows.add(row("a look", QueueScript.READ, ScriptEffectsTest::waiting, b -> await(b.queue.find("a"))));
        rows.add(row(
                "a look at what is to be told",
                QueueScript.READ,
                ScriptEffectsTest::waiting,
                b -> await(b.queue.watch("a")),
                "task:a"));
        rows.add(row(
                "a pause", QueueScript.PAUSE, ScriptEffectsTest::waiting, b -> await(b.queue.pause(true)), "paused"));
        rows.add(row("figures", QueueScript.STATS, ScriptEffectsTest::dead, b -> await(b.queue.stats())));
        rows.add(row(
                "a list",
                QueueScript.LIST,
                ScriptEffectsTest::waiting,
                b -> await(b.queue.list(new TaskQueue.Filter("", "", "", ""), 5))));
        rows.add(row(
                "dead letters",
                QueueScript.DEAD_LETTERS,
                ScriptEffectsTest::dead,
                b -> await(b.queue.deadLetters("", 5))));
        rows.add(row(
                "a schedule",
                QueueScript.SCHEDULE_PUT,
                ScriptEffectsTest::waiting,
                ScriptEffectsTest::scheduled,
                "counters",
                "schedules",
                "schedules:due",
                "schedule:s"));
        rows.add(row(
                "a list of schedules",
                QueueScript.SCHEDULE_LIST,
                ScriptEffectsTest::scheduled,
                b -> await(b.schedules.list("", 5))));
        rows.add(row(
                "what is due", QueueScript.SCHEDULE_DUE, ScriptEffectsTest::scheduled, b -> await(b.schedules.due(5))));
        rows.add(row(
                "a tick",
                QueueScript.SCHEDULE_TICK,
                ScriptEffectsTest::scheduled,
                b -> await(b.schedules.tick(await(b.schedules.due(1)).ticks().get(0), 2, task("a"))),
                "counters",
                "index",
                "stream:normal",
                "task:a",
                "schedules:due",
                "schedule:s"));
        rows.add(row(
                "deleting a schedule",
                QueueScript.SCHEDULE_DELETE,
                ScriptEffectsTest::scheduled,
                b -> await(b.schedules.delete("s")),
                "schedules",
                "schedules:due",
                "schedule:s"));
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void changesTheseAndNothingElse(Row row) {
        Bench bench = new Bench();
        row.given().accept(bench);
        Map<String, String> before = bench.state();
        row.step().accept(bench);
        Map<String, String> after = bench.state();

        Set<String> changed = new HashSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(key -> before.containsKey(key) && before.get(key).equals(after.get(key)));
        assertThat(changed).as("before %s%nafter %s", before, after).isEqualTo(row.changed());
        bench.keys.close();
    }

    @Test
    void theTableHasEveryScript() {
        assertThat(table().map(Row::script).collect(Collectors.toSet())).isEqualTo(EnumSet.allOf(QueueScript.class));
    }
}
