package dev.quintet.task.schedule;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.vertx.redis.client.Command;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.task.TaskRequest;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.RealRedis;
import dev.quintet.task.queue.Samples;
import dev.quintet.task.queue.StoredTask;
import dev.quintet.task.queue.TaskIds;
import dev.quintet.task.queue.TaskJson;
import dev.quintet.task.queue.TaskQueue;
import dev.quintet.task.queue.TaskSchedules;
import dev.quintet.task.submission.Submissions;

import static dev.quintet.task.queue.RealRedis.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Three replicas, each with its own connection, on one real Redis. */
class TickerTest {
    private static final TaskRequest ECHO =
            new TaskRequest("echo", null, null, null, null, null, null, null, null, List.of("mine"), null);
    private static RealRedis redis;
    private static int queues;

    private final String name = "s" + queues++;
    private final List<QueueRedis> connections = new ArrayList<>();
    private final List<Ticker> replicas = new ArrayList<>();
    private final QueueRedis keys = connect();
    private final TaskSchedules schedules = new TaskSchedules(keys, 1000);
    private final TaskQueue queue = new TaskQueue(keys, 1000, Duration.ofHours(1));

    @BeforeAll
    static void startRedis() {
        redis = new RealRedis();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @AfterEach
    void close() {
        replicas.forEach(Ticker::close);
        connections.forEach(QueueRedis::close);
    }

    private QueueRedis connect() {
        QueueRedis connection = redis.queue(name);
        connections.add(connection);
        return connection;
    }

    private Ticker replica(long maxBacklog) {
        TaskIds ids = new TaskIds(Clock.systemUTC(), new SecureRandom());
        Ticker ticker = new Ticker(
                new TaskSchedules(connect(), maxBacklog), new Submissions(Optional.empty(), ids, Clock.systemUTC()));
        replicas.add(ticker);
        return ticker;
    }

    private void put(String schedule, String cron, Instant next) {
        String spec = TaskJson.write(new Recurrence(cron, "UTC", false, ECHO));
        await(schedules.put(schedule, spec, Optional.of(next.toEpochMilli()), 10));
    }

    private int lookAll() {
        List<CompletionStage<Integer>> looks =
                replicas.stream().map(Ticker::look).toList();
        return looks.stream().mapToInt(RealRedis::await).sum();
    }

    private List<StoredTask> made() {
        return await(queue.list(new TaskQueue.Filter("", "", "", "mine"), 100)).tasks();
    }

    @Test
    void ofThreeReplicasThatSeeATickOneSendsIt() {
        replica(1000);
        replica(1000);
        replica(1000);
        put("often", "@yearly", Instant.EPOCH);
        for (int round = 1; round <= 50; round++) {
            redis.command(Command.ZADD, keys.key("schedules:due"), Integer.toString(round * 1000), "often");
            assertThat(lookAll()).as("round %d", round).isEqualTo(1);
        }
        assertThat(made()).hasSize(50);
        assertThat(made().get(0).text("options").orElseThrow())
                .contains("\"mine\"", "\"schedule:often\"", "\"tick:1970-01-01T00:00:50Z\"");
        assertThat(await(schedules.find("often")).orElseThrow().ticks()).isEqualTo(50);
    }

    @Test
    void threeReplicasLeftToThemselvesSendEachSecondsTickOnce() {
        replica(1000).start(Duration.ofMillis(20));
        replica(1000).start(Duration.ofMillis(30));
        replica(1000).start(Duration.ofMillis(50));
        put("each", "* * * * * *", Instant.ofEpochMilli(await(schedules.now())));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> made().size() >= 3);

        List<String> ticks = made().stream()
                .map(task -> task.text("options").orElseThrow().replaceAll(".*tick:([^\"]*).*", "$1"))
                .toList();
        assertThat(ticks).doesNotHaveDuplicates();
    }

    @Test
    void ticksThatNobodySawAreMadeUpForByOneTask() {
        replica(1000);
        put("yearly", "@yearly", Instant.ofEpochMilli(await(schedules.now())).minus(Duration.ofDays(3650)));
        assertThat(lookAll()).isEqualTo(1);
        assertThat(lookAll()).isZero();
        assertThat(await(schedules.find("yearly")).orElseThrow().due().orElseThrow())
                .isGreaterThan(await(schedules.now()));
    }

    @Test
    void aTickWaitsWhileTheQueueIsFull() {
        Ticker full = replica(1);
        put("first", "@yearly", Instant.EPOCH);
        assertThat(await(full.look())).isEqualTo(1);
        put("second", "@yearly", Instant.EPOCH);
        assertThat(await(full.look())).isZero();
        assertThat(await(replica(1000).look())).isEqualTo(1);
    }

    @Test
    void aTickOfAScheduleThatWasReplacedOrDeletedMeanwhileMakesNothing() {
        put("old", "@hourly", Instant.EPOCH);
        TaskSchedules.Tick seen = await(schedules.due(1)).ticks().get(0);
        put("old", "@daily", Instant.EPOCH);
        assertThat(await(schedules.tick(seen, 5, Samples.task("a")))).isEqualTo(TaskSchedules.Outcome.STALE);
        assertThat(await(schedules.delete("old"))).isTrue();
        assertThat(await(schedules.tick(seen, 5, Samples.task("a")))).isEqualTo(TaskSchedules.Outcome.STALE);
        assertThat(await(queue.stats()).counter("enqueued")).isZero();
    }
}
