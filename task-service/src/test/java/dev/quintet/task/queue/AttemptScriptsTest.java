package dev.quintet.task.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.common.api.task.TaskState;

import static dev.quintet.task.queue.RealRedis.await;
import static dev.quintet.task.queue.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

/** How attempts end, go on and are lost: the whole of the queue's state before and after. */
class AttemptScriptsTest extends QueueScripts {
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
    void aHeartbeatKeepsALease() {
        enqueue(task("a"));
        Claim claim = claim(1).get(0);
        leaseRunsOut("a");
        await(leases.heartbeat("w1", "{}", LEASE, List.of(claim)));
        assertThat(await(upkeep.reclaim())).isEmpty();
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
    void anExchangeEndsAttemptsAndTakesOthersInTheirPlace() {
        enqueue(task("a"), task("b"), task("c"), task("d"));
        List<Claim> held = claim(2);
        Claim stale = new Claim("b", "77", 1, "echo", "{}", "1", "", 0, 0);

        TaskLeases.Exchange exchange = await(leases.exchange(
                "w1",
                List.of(Ending.succeeded(held.get(0), "1"), Ending.failed(stale, "{}")),
                2,
                LEASE,
                List.of("echo")));
        assertThat(exchange.states()).containsExactly("succeeded", "stale");
        assertThat(exchange.claims().claims()).extracting(Claim::id).containsExactly("c", "d");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[] leases[b, c, d] dead[] ended[a] waiting=0"
                        + " | a succeeded 1, b running 1 #2, c running 1 #3, d running 1 #4");
    }

    @Test
    void anExchangeMayTakeAgainWhatItHandsBackAndThenHoldsItsLease() {
        enqueue(task("a"));
        Claim first = claim(1).get(0);

        TaskLeases.Exchange exchange =
                await(leases.exchange("w1", List.of(Ending.released(first)), 1, LEASE, List.of()));
        assertThat(exchange.states()).containsExactly("waiting");
        assertThat(exchange.claims().claims()).extracting(Claim::token).containsExactly("2");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[] low[] delayed[] leases[a] dead[] ended[] waiting=0 | a running 1 #2");
    }

    @Test
    void anExchangeOfAPausedQueueEndsAttemptsAndTakesNothing() {
        enqueue(task("a"), task("b"));
        Claim held = claim(1).get(0);
        await(queue.pause(true));

        TaskLeases.Exchange exchange =
                await(leases.exchange("w1", List.of(Ending.succeeded(held, "1")), 1, LEASE, List.of("echo")));
        assertThat(exchange.states()).containsExactly("succeeded");
        assertThat(exchange.claims()).isEqualTo(new TaskLeases.Claims(true, List.of()));
    }
}
