package dev.quintet.task.queue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.quintet.common.api.task.TaskPriority;

import static dev.quintet.task.queue.RealRedis.await;
import static dev.quintet.task.queue.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

/** For each script what it changes of all that Redis holds, and that it leaves the rest alone. */
abstract class ScriptEffects {
    static final Duration LEASE = Duration.ofSeconds(30);
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
    static final class Bench {
        final QueueRedis keys = redis.queue("e" + QUEUES.incrementAndGet());
        final TaskQueue queue = new TaskQueue(keys, 100, Duration.ofHours(1));
        final TaskLeases leases = new TaskLeases(keys);
        final TaskSchedules schedules = new TaskSchedules(keys, 100);
        final QueueUpkeep upkeep =
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

    record Row(String name, QueueScript script, Consumer<Bench> given, Consumer<Bench> step, Set<String> changed) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Row row(String name, QueueScript script, Consumer<Bench> given, Consumer<Bench> step, String... changed) {
        return new Row(name, script, given, step, Set.of(changed));
    }

    static void nothing(Bench bench) {
        assertThat(bench.state()).isEmpty();
    }

    static void waiting(Bench bench) {
        bench.enqueue(task("a"), task("b"));
    }

    static void running(Bench bench) {
        bench.enqueue(task("a"));
        bench.claim();
    }

    static void dead(Bench bench) {
        bench.enqueue(task("a", TaskPriority.NORMAL, 1));
        bench.finish(Ending.retry(bench.claim(), "{}", Duration.ZERO));
    }

    static void scheduled(Bench bench) {
        await(bench.schedules.put("s", "{}", Optional.of(1L), 10));
    }

    static final Claim FIRST = new Claim("a", "1", 1, "echo", "{}", "1", "", 0, 0);

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
}
