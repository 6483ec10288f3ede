package dev.quintet.task.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.common.api.task.TaskState;

import static dev.quintet.task.queue.RealRedis.await;
import static dev.quintet.task.queue.Samples.delayed;
import static dev.quintet.task.queue.Samples.keyed;
import static dev.quintet.task.queue.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

/** What people and time do to a queue: the whole of the queue's state before and after. */
class KeepingScriptsTest extends QueueScripts {
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
        assertThat(await(queue.enqueue(List.of(keyed("f", "k")), false)))
                .extracting(Accepted::fresh)
                .containsExactly(true);
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
