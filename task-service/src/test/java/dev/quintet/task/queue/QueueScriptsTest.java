package dev.quintet.task.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.common.api.task.TaskState;
import dev.quintet.common.redis.RedisUnavailableException;

import static dev.quintet.task.queue.RealRedis.await;
import static dev.quintet.task.queue.Samples.delayed;
import static dev.quintet.task.queue.Samples.keyed;
import static dev.quintet.task.queue.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every script on a real Redis: the queue's whole state before and after. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueScriptsTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final AtomicInteger QUEUES = new AtomicInteger();

    private RealRedis redis;
    private QueueRedis keys;
    private TaskQueue queue;
    private TaskLeases leases;
    private QueueUpkeep upkeep;
    private QueuePicture picture;

    @BeforeAll
    void startRedis() {
        redis = redis();
    }

    RealRedis redis() {
        return new RealRedis();
    }

    @AfterAll
    void stopRedis() {
        redis.close();
    }

    @AfterEach
    void closeQueue() {
        keys.close();
    }

    @BeforeEach
    void freshQueue() {
        keys = redis.queue("q" + QUEUES.incrementAndGet());
        queue = new TaskQueue(keys, 10, Duration.ofHours(1));
        leases = new TaskLeases(keys);
        upkeep = new QueueUpkeep(keys, new QueueUpkeep.Retention(3, 2, Duration.ofDays(1), Duration.ofMinutes(1)));
        picture = new QueuePicture(redis, keys);
    }

    private void enqueue(NewTask... tasks) {
        await(queue.enqueue(List.of(tasks), false));
    }

    private List<Claim> claim(int most) {
        return await(leases.claim("w1", most, LEASE, List.of())).claims();
    }

    private String finish(Ending ending) {
        return await(leases.finish(List.of(ending))).get(0);
    }

    private void leaseRunsOut(String id) {
        redis.command(Command.ZADD, keys.key("leases"), "1", id);
    }

    @Test
    void aNewTaskWaitsInItsPrioritysStream() {
        enqueue(task("a", TaskPriority.HIGH, 3), task("b"), task("c", TaskPriority.LOW, 3));

        assertThat(picture.draw())
                .isEqualTo("high[a] normal[b] low[c] delayed[] leases[] dead[] ended[] waiting=3"
                        + " | a waiting 0, b waiting 0, c waiting 0");
    }

    @Test
    void aDelayedTaskWaitsOnlyOnceItIsDue() {
        enqueue(delayed("a", Duration.ofHours(1)), delayed("b", Duration.ofHours(2)));
        redis.command(Command.ZADD, keys.key("delayed"), "1", "a");

        assertThat(await(upkeep.promote())).isEqualTo(1);
        assertThat(picture.draw())
                .isEqualTo("high[] normal[a] low[] delayed[b] leases[] dead[] ended[] waiting=1"
                        + " | a waiting 0, b delayed 0");
    }

    @Test
    void aKnownIdempotencyKeyAnswersTheFirstTask() {
        enqueue(keyed("a", "k"));

        assertThat(await(queue.enqueue(List.of(keyed("b", "k"), keyed("c", "l"), keyed("d", "l")), false)))
                .containsExactly(new Accepted("a", false), new Accepted("c", true), new Accepted("c", false));
        assertThat(picture.draw())
                .isEqualTo("high[] normal[a, c] low[] delayed[] leases[] dead[] ended[] waiting=2"
                        + " | a waiting 0, c waiting 0");
    }

    @Test
    void aTaskSentAgainBecauseItsAnswerWasLostIsNotDoneAgain() {
        enqueue(keyed("a", "k"), keyed("b", "l"));
        assertThat(finish(Ending.succeeded(claim(1).get(0), "1"))).isEqualTo("succeeded");

        assertThat(await(queue.enqueue(List.of(keyed("a", "k"), keyed("b", "l")), false)))
                .containsExactly(new Accepted("a", false), new Accepted("b", false));
        assertThat(picture.draw())
                .isEqualTo("high[] normal[b] low[] delayed[] leases[] dead[] ended[a] waiting=1"
                        + " | a succeeded 1, b waiting 0");
    }

    @Test
    void pastTheLimitNothingOfABatchIsAccepted() {
        for (int i = 0; i < 9; i++) {
            enqueue(task("t" + i));
        }
        String before = picture.draw();

        assertThatThrownBy(() -> enqueue(task("x"), task("y")))
                .isInstanceOf(QueueFullException.class)
                .hasMessageContaining("holds 9 tasks");
        assertThat(picture.draw()).isEqualTo(before);
        enqueue(task("x"));
        assertThat(await(queue.enqueue(List.of(), false))).isEmpty();
    }

    @Test
    void aFullRedisRefusesAWholeBatchAndStillLetsTasksEnd() {
        enqueue(task("a"));
        Claim claim = claim(1).get(0);
        String before = picture.draw();
        redis.command(Command.CONFIG, "SET", "maxmemory", "1");
        try {
            assertThatThrownBy(() -> enqueue(task("x"), task("y"))).isInstanceOf(RedisUnavailableException.class);
            assertThat(picture.draw()).isEqualTo(before);
            assertThat(finish(Ending.succeeded(claim, "1"))).isEqualTo("succeeded");
        } finally {
            redis.command(Command.CONFIG, "SET", "maxmemory", "512mb");
        }
    }

    @Test
    void aClaimTakesHighPriorityFirstAndLeavesNothingInTheStream() {
        enqueue(task("a", TaskPriority.LOW, 3), task("b"), task("c", TaskPriority.HIGH, 3));

        List<Claim> claims = claim(2);
        assertThat(claims).extracting(Claim::id).containsExactly("c", "b");
        assertThat(claims.get(1).attempt()).isEqualTo(1);
        assertThat(claims.get(1).payload()).isEqualTo("{\"n\":1}");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[a] delayed[] leases[b, c] dead[] ended[] waiting=1"
                        + " | a waiting 0, b running 1 #2, c running 1 #1");
    }

    @Test
    void aFloodOfHighPriorityDoesNotStarveTheLow() {
        TaskQueue roomy = new TaskQueue(keys, 1000, Duration.ofHours(1));
        List<NewTask> flood = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            flood.add(task("h" + i, TaskPriority.HIGH, 3));
        }
        flood.add(task("low", TaskPriority.LOW, 3));
        await(roomy.enqueue(flood, false));

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            order.add(claim(1).get(0).id());
        }
        assertThat(order).contains("low");
    }

    @Test
    void aPausedQueueHandsOutNothing() {
        enqueue(task("a"));
        assertThat(await(queue.pause(true))).isTrue();
        assertThat(await(queue.pause(true))).isFalse();

        assertThat(await(leases.claim("w1", 1, LEASE, List.of())).paused()).isTrue();
        assertThat(await(queue.pause(false))).isTrue();
        assertThat(claim(1)).extracting(Claim::id).containsExactly("a");
    }

    @Test
    void anAttemptEndsItsTaskOnce() {
        enqueue(task("a"), task("b"), task("c"));
        List<Claim> claims = claim(3);

        assertThat(finish(Ending.succeeded(claims.get(0), "{\"x\":1}"))).isEqualTo("succeeded");
        assertThat(finish(Ending.succeeded(claims.get(0), "2"))).isEqualTo("stale");
        assertThat(finish(Ending.failed(claims.get(1), "{}"))).isEqualTo("failed");
        assertThat(finish(Ending.cancelled(claims.get(2)))).isEqualTo("cancelled");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[] leases[] dead[] ended[a, b, c] waiting=0"
                        + " | a succeeded 1, b failed 1, c cancelled 1");
        assertThat(await(queue.watch("a")).orElseThrow().text("result")).contains("{\"x\":1}");
    }

    @Test
    void aFailedAttemptIsTriedAgainAfterItsPauseAndIsDeadAfterTheLast() {
        enqueue(task("a", TaskPriority.NORMAL, 2));

        assertThat(finish(Ending.retry(claim(1).get(0), "{}", Duration.ofHours(1))))
                .isEqualTo("delayed");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[a] leases[] dead[] ended[] waiting=0 | a delayed 1");
        redis.command(Command.ZADD, keys.key("delayed"), "1", "a");
        await(upkeep.promote());
        assertThat(finish(Ending.retry(claim(1).get(0), "{}", Duration.ZERO))).isEqualTo("dead");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[] leases[] dead[a] ended[] waiting=0 | a dead 2");
    }

    @Test
    void aReleasedTaskWaitsAgainAndTheAttemptDoesNotCount() {
        enqueue(task("a"));
        assertThat(finish(Ending.released(claim(1).get(0)))).isEqualTo("waiting");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[a] low[] delayed[] leases[] dead[] ended[] waiting=1 | a waiting 0");
    }

    @Test
    void aLostLeaseVoidsTheTokenOfTheWorkerThatHadIt() {
        enqueue(task("a"));
        Claim first = claim(1).get(0);
        leaseRunsOut("a");

        assertThat(await(upkeep.reclaim())).isEqualTo(Map.of("a", TaskState.WAITING));
        Claim second = claim(1).get(0);
        assertThat(Long.parseLong(second.token())).isGreaterThan(Long.parseLong(first.token()));
        String before = picture.draw();
        for (Ending stale : List.of(
                Ending.succeeded(first, "1"),
                Ending.failed(first, "{}"),
                Ending.retry(first, "{}", Duration.ZERO),
                Ending.cancelled(first),
                Ending.released(first))) {
            assertThat(finish(stale)).isEqualTo("stale");
        }
        assertThat(await(leases.heartbeat("w1", "{}", LEASE, List.of(first, second))))
                .containsExactly(Standing.LOST, Standing.OK);
        assertThat(await(leases.progress(first, 0.5, ""))).isEqualTo(Standing.LOST);
        assertThat(picture.draw()).isEqualTo(before);
    }

    @Test
    void aTaskThatKillsItsWorkersEndsInTheDeadLetters() {
        enqueue(task("a", TaskPriority.NORMAL, 2));
        claim(1);
        leaseRunsOut("a");
        await(upkeep.reclaim());
        claim(1);
        leaseRunsOut("a");

        assertThat(await(upkeep.reclaim())).isEqualTo(Map.of("a", TaskState.DEAD));
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[] leases[] dead[a] ended[] waiting=0 | a dead 2");
        assertThat(await(queue.deadLetters("", 10)).tasks())
                .extracting(StoredTask::id)
                .containsExactly("a");
    }

    @Test
    void aTaskOfATypeThatTheWorkerDoesNotKnowIsParkedForOneThatDoes() {
        enqueue(task("a"), Samples.typed("b", "resize", "1", 3, Samples.OPTIONS));

        assertThat(claim("resize").stream().map(Claim::id)).containsExactly("b");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[] leases[b] dead[] ended[] waiting=1"
                        + " | a waiting 0, b running 1 #1");
        assertThat(await(queue.stats()).lag()).isEqualTo(1);
        assertThat(claim("resize")).isEmpty();
        assertThat(claim("sleep", "echo").stream().map(Claim::id)).containsExactly("a");
        assertThat(redis.command(Command.EXISTS, keys.key("parked"), keys.key("parked:echo"))
                        .toInteger())
                .isZero();
        assertThat(await(queue.stats()).lag()).isZero();
    }

    @Test
    void aParkedTaskThatIsCancelledIsDropped() {
        enqueue(task("a"));
        claim("resize");
        await(queue.cancel("a"));
        assertThat(claim("echo")).isEmpty();
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[] leases[] dead[] ended[a] waiting=0 | a cancelled 0");
    }

    private List<Claim> claim(String... types) {
        return await(leases.claim("w2", 5, LEASE, List.of(types))).claims();
    }

    @Test
    void aHeartbeatKeepsALease() {
        enqueue(task("a"));
        Claim claim = claim(1).get(0);
        leaseRunsOut("a");
        await(leases.heartbeat("w1", "{}", LEASE, List.of(claim)));
        assertThat(await(upkeep.reclaim())).isEmpty();
    }

    @Test
    void cancellingEndsAWaitingTaskAndAsksARunningOneToStop() {
        enqueue(task("a"), delayed("b", Duration.ofHours(1)), task("c"));
        assertThat(await(queue.cancel("a"))).isEqualTo("cancelled");
        assertThat(await(queue.cancel("b"))).isEqualTo("cancelled");
        assertThat(await(queue.cancel("a"))).isEqualTo("ended:cancelled");
        assertThat(await(queue.cancel("nobody"))).isEqualTo("unknown");
        Claim claim = claim(5).get(0);
        assertThat(claim.id()).isEqualTo("c");
        assertThat(await(queue.cancel("c"))).isEqualTo("running");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[] leases[c] dead[] ended[a, b] waiting=0"
                        + " | a cancelled 0, b cancelled 0, c running 1 #1 cancel");
        assertThat(await(leases.heartbeat("w1", "{}", LEASE, List.of(claim)))).containsExactly(Standing.CANCEL);
        assertThat(finish(Ending.retry(claim, "{}", Duration.ZERO))).isEqualTo("cancelled");
    }

    @Test
    void aCancelledTaskWhoseWorkerDiesIsNotRunAgain() {
        enqueue(task("a"));
        claim(1);
        await(queue.cancel("a"));
        leaseRunsOut("a");
        assertThat(await(upkeep.reclaim())).isEqualTo(Map.of("a", TaskState.CANCELLED));
    }

    @Test
    void aDeadTaskCanBeGivenANewLifeOrRemoved() {
        enqueue(task("a", TaskPriority.NORMAL, 1), keyed("b", "k"));
        for (Claim claim : claim(2)) {
            finish(Ending.failed(claim, "{}"));
        }
        assertThat(await(queue.requeue("a"))).isEqualTo("waiting");
        assertThat(await(queue.requeue("a"))).isEqualTo("refused:waiting");
        assertThat(await(queue.requeue("nobody"))).isEqualTo("unknown");
        assertThat(finish(Ending.retry(claim(1).get(0), "{}", Duration.ZERO))).isEqualTo("dead");
        assertThat(await(queue.removeDead("b"))).isFalse();
        assertThat(await(queue.removeDead("a"))).isTrue();
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[] leases[] dead[] ended[b] waiting=0 | b failed 1");
    }

    @Test
    void endedTasksGoWithTheirTimeOrWhenThereAreTooMany() {
        enqueue(keyed("a", "k"), task("b"), task("c"), task("d"), task("e"));
        for (Claim claim : claim(5)) {
            finish(Ending.succeeded(claim, "1"));
        }
        redis.command(Command.ZADD, keys.key("ended"), "1", "a");

        assertThat(await(upkeep.expire())).isEqualTo(2);
        assertThat(picture.members("ended")).containsExactly("c", "d", "e");
        assertThat(await(queue.watch("a"))).isEqualTo(Optional.empty());
        assertThat(await(queue.enqueue(List.of(keyed("f", "k")), false))).containsExactly(new Accepted("f", true));
    }

    @Test
    void progressIsNotedAndGrowsTheVersion() {
        enqueue(task("a"));
        Claim claim = claim(1).get(0);
        assertThat(await(leases.progress(claim, 0.25, "a quarter"))).isEqualTo(Standing.OK);

        StoredTask stored = await(queue.watch("a")).orElseThrow();
        assertThat(stored.text("progress")).contains("0.25");
        assertThat(stored.number("seq")).isEqualTo(3);
        assertThat(stored.history())
                .extracting(StoredTask.Step::state)
                .containsExactly(TaskState.WAITING, TaskState.RUNNING);
    }

    @Test
    void listsAreNewestFirstFilteredAndPaged() {
        enqueue(task("a"), task("b"), delayed("c", Duration.ofHours(1)), task("d"));

        TaskQueue.Page first = await(queue.list(new TaskQueue.Filter("", "waiting", "echo", "red"), 2));
        assertThat(first.tasks()).extracting(StoredTask::id).containsExactly("d", "b");
        TaskQueue.Page second = await(queue.list(new TaskQueue.Filter(first.next(), "waiting", "echo", "red"), 2));
        assertThat(second.tasks()).extracting(StoredTask::id).containsExactly("a");
        assertThat(second.next()).isEmpty();
        assertThat(await(queue.list(new TaskQueue.Filter("", "", "", "blue"), 2))
                        .tasks())
                .isEmpty();
    }

    @Test
    void deadLettersArePagedThoughManyDiedAtOnce() {
        enqueue(
                task("a", TaskPriority.NORMAL, 1),
                task("b", TaskPriority.NORMAL, 1),
                task("c", TaskPriority.NORMAL, 1));
        List<Ending> endings = new ArrayList<>();
        for (Claim claim : claim(3)) {
            endings.add(Ending.retry(claim, "{}", Duration.ZERO));
        }
        await(leases.finish(endings));

        TaskQueue.Page first = await(queue.deadLetters("", 2));
        assertThat(first.tasks()).extracting(StoredTask::id).containsExactly("c", "b");
        TaskQueue.Page second = await(queue.deadLetters(first.next(), 2));
        assertThat(second.tasks()).extracting(StoredTask::id).containsExactly("a");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void theFiguresAgreeWithTheStateAndTheLagIsNeverUnknown() {
        enqueue(task("a"), task("b", TaskPriority.HIGH, 3), delayed("c", Duration.ofHours(1)), task("d"));
        claim(1);
        await(queue.cancel("a"));

        QueueStats stats = await(queue.stats());
        assertThat(stats.counter("waiting")).isEqualTo(1);
        assertThat(stats.running()).isEqualTo(1);
        assertThat(stats.delayed()).isEqualTo(1);
        assertThat(stats.lag()).isEqualTo(2);
        claim(5);
        assertThat(await(queue.stats()).lag()).isZero();
    }
}
