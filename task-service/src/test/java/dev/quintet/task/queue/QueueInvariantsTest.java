package dev.quintet.task.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.common.api.task.TaskState;

import static dev.quintet.task.queue.RealRedis.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is done to a queue in whatever order, its state stays whole. */
class QueueInvariantsTest {
    private static final AtomicInteger QUEUES = new AtomicInteger();
    private static final List<TaskPriority> PRIORITIES = List.of(TaskPriority.values());
    private static RealRedis redis;

    @BeforeContainer
    static void startRedis() {
        redis = new RealRedis();
    }

    @AfterContainer
    static void stopRedis() {
        redis.close();
    }

    @Property(tries = 40)
    void everyTaskIsInOnePlaceAndTheFiguresAgree(
            @ForAll @Size(min = 5, max = 60) List<@IntRange(min = 0, max = 139) Integer> steps) {
        QueueRedis keys = redis.queue("p" + QUEUES.incrementAndGet());
        TaskQueue queue = new TaskQueue(keys, 1000, Duration.ofHours(1));
        TaskLeases leases = new TaskLeases(keys);
        QueueUpkeep upkeep =
                new QueueUpkeep(keys, new QueueUpkeep.Retention(1000, 1000, Duration.ofDays(1), Duration.ofMinutes(1)));
        List<Claim> claims = new ArrayList<>();
        Map<String, TaskState> ended = new HashMap<>();
        int made = 0;
        for (int step : steps) {
            int which = step / 10;
            switch (step % 10) {
                case 0, 1 -> {
                    TaskPriority priority = PRIORITIES.get(which % 3);
                    await(queue.enqueue(List.of(Samples.task("t" + made++, priority, 2)), false));
                }
                case 2 -> await(queue.enqueue(List.of(Samples.delayed("t" + made++, Duration.ofHours(1))), false));
                case 3 ->
                    claims.addAll(await(leases.claim("w", 1 + which % 3, Duration.ofMinutes(1), List.of()))
                            .claims());
                case 4 -> end(leases, claims, which, Ending.succeeded(pick(claims, which), "1"));
                case 5 -> end(leases, claims, which, Ending.retry(pick(claims, which), "{}", Duration.ofMillis(which)));
                case 6 -> {
                    if (which % 2 == 0) {
                        exchange(leases, claims, which);
                    } else {
                        end(leases, claims, which, Ending.released(pick(claims, which)));
                    }
                }
                case 7 -> await(queue.cancel("t" + which));
                case 8 -> {
                    redis.command(Command.ZADD, keys.key("leases"), "XX", "1", "t" + which);
                    await(upkeep.reclaim());
                }
                default -> {
                    redis.command(Command.ZADD, keys.key("delayed"), "XX", "1", "t" + which);
                    await(upkeep.promote());
                    await(queue.requeue("t" + which));
                }
            }
            check(keys, made, ended);
        }
        keys.close();
    }

    private static final Claim NOBODY = new Claim("none", "0", 1, "", "", "", "", 0, 0);

    private static Claim pick(List<Claim> claims, int which) {
        return claims.isEmpty() ? NOBODY : claims.get(which % claims.size());
    }

    /** Claims stay in the list after their end: a second end must change nothing. */
    private static void end(TaskLeases leases, List<Claim> claims, int which, Ending ending) {
        String first = await(leases.finish(List.of(ending))).get(0);
        assertThat(first).isIn("stale", "succeeded", "delayed", "waiting", "dead", "cancelled");
        assertThat(await(leases.finish(List.of(Ending.failed(pick(claims, which), "{}")))))
                .containsExactly("stale");
    }

    /** Hands back one, and may be given the same again. */
    private static void exchange(TaskLeases leases, List<Claim> claims, int which) {
        TaskLeases.Exchange exchange = await(leases.exchange(
                "w", List.of(Ending.released(pick(claims, which))), 1 + which % 3, Duration.ofMinutes(1), List.of()));
        assertThat(exchange.states()).hasSize(1).first().isIn("stale", "waiting", "cancelled");
        claims.addAll(exchange.claims().claims());
    }

    private static void check(QueueRedis keys, int made, Map<String, TaskState> succeeded) {
        QueuePicture picture = new QueuePicture(redis, keys);
        List<String> delayed = picture.members("delayed");
        List<String> leased = picture.members("leases");
        List<String> dead = picture.members("dead");
        List<String> ended = picture.members("ended");
        List<String> streamed = new ArrayList<>();
        for (TaskPriority priority : TaskPriority.values()) {
            for (Response entry : redis.command(Command.XRANGE, keys.key("stream:" + priority), "-", "+")) {
                streamed.add(entry.get(1).get(1).toString());
            }
        }
        int waiting = 0;
        for (int i = 0; i < made; i++) {
            String id = "t" + i;
            TaskState state = TaskState.of(
                    redis.command(Command.HGET, keys.key("task:" + id), "state").toString());
            assertThat(delayed.contains(id)).as("%s delayed", id).isEqualTo(state == TaskState.DELAYED);
            assertThat(leased.contains(id)).as("%s leased", id).isEqualTo(state == TaskState.RUNNING);
            assertThat(dead.contains(id)).as("%s dead", id).isEqualTo(state == TaskState.DEAD);
            assertThat(ended.contains(id)).as("%s ended", id).isEqualTo(state.terminal() && state != TaskState.DEAD);
            if (state == TaskState.WAITING) {
                waiting++;
                assertThat(streamed.stream().filter(id::equals))
                        .as("%s streamed", id)
                        .hasSize(1);
            }
            if (succeeded.containsKey(id)) {
                assertThat(state).as("%s stays", id).isEqualTo(TaskState.SUCCEEDED);
            } else if (state == TaskState.SUCCEEDED) {
                succeeded.put(id, state);
            }
        }
        Response counter = redis.command(Command.HGET, keys.key("counters"), "waiting");
        assertThat(counter == null ? 0 : counter.toInteger()).isEqualTo(waiting);
    }
}
