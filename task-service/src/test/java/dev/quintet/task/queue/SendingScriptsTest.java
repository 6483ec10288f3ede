package dev.quintet.task.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.common.redis.RedisUnavailableException;

import static dev.quintet.task.queue.RealRedis.await;
import static dev.quintet.task.queue.Samples.delayed;
import static dev.quintet.task.queue.Samples.keyed;
import static dev.quintet.task.queue.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What senders do and workers take: the whole of the queue's state before and after. */
class SendingScriptsTest extends QueueScripts {
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
                .extracting(Accepted::id, Accepted::fresh)
                .containsExactly(tuple("a", false), tuple("c", true), tuple("c", false));
        assertThat(picture.draw())
                .isEqualTo("high[] normal[a, c] low[] delayed[] leases[] dead[] ended[] waiting=2"
                        + " | a waiting 0, c waiting 0");
    }

    @Test
    void aTaskSentAgainBecauseItsAnswerWasLostIsNotDoneAgain() {
        enqueue(keyed("a", "k"), keyed("b", "l"));
        assertThat(finish(Ending.succeeded(claim(1).get(0), "1"))).isEqualTo("succeeded");

        assertThat(await(queue.enqueue(List.of(keyed("a", "k"), keyed("b", "l")), false)))
                .extracting(Accepted::id, Accepted::fresh)
                .containsExactly(tuple("a", false), tuple("b", false));
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
    void peopleMaySetALowerLimitForNowButNoHigherOne() {
        enqueue(task("a"), task("b"));
        assertThat(await(queue.limit(OptionalLong.of(2)))).isTrue();
        assertThat(await(queue.limit(OptionalLong.of(2)))).isFalse();
        String before = picture.draw();

        assertThatThrownBy(() -> enqueue(task("c"))).isInstanceOf(QueueFullException.class);
        assertThat(picture.draw()).isEqualTo(before);
        claim(1);
        enqueue(task("c"));
        assertThat(await(queue.stats()).limit()).hasValue(2);

        await(queue.limit(OptionalLong.of(1000)));
        assertThatThrownBy(() -> enqueue(
                        IntStream.range(0, 9).mapToObj(i -> task("t" + i)).toArray(NewTask[]::new)))
                .isInstanceOf(QueueFullException.class);
        assertThat(await(queue.limit(OptionalLong.empty()))).isTrue();
        assertThat(await(queue.stats()).limit()).isEmpty();
    }

    @Test
    void aSendersAnswerIsTheTaskAsItIsStored() {
        NewTask plain = Samples.typed(
                "a", "echo", "{\"n\":[1]}", 3, new TaskOptions(100, TaskOptions.DEFAULT_BACKOFF, List.of("x")));
        for (NewTask task : List.of(plain, delayed("b", Duration.ofHours(1)), keyed("c", "k"))) {
            Accepted accepted = await(queue.enqueue(List.of(task), false)).get(0);
            assertThat(TaskViews.of("q", task, accepted.state().orElseThrow(), accepted.at()))
                    .isEqualTo(TaskViews.of("q", await(queue.find(task.id())).orElseThrow()));
        }
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

    @Test
    void singleTasksSentAtOnceEachGetTheirOwnAnswerThoughTheQueueIsFullForSome() {
        List<CompletableFuture<List<Accepted>>> answers = IntStream.range(0, 25)
                .mapToObj(i -> queue.enqueue(List.of(task("t" + i)), false).toCompletableFuture())
                .toList();
        List<String> accepted = new ArrayList<>();
        int refused = 0;
        for (CompletableFuture<List<Accepted>> answer : answers) {
            try {
                accepted.add(await(answer).get(0).id());
            } catch (QueueFullException full) {
                refused++;
            }
        }
        assertThat(accepted).hasSize(10).doesNotHaveDuplicates();
        assertThat(refused).isEqualTo(15);
        assertThat(picture.members("index")).containsExactlyInAnyOrderElementsOf(accepted);
    }

    @Test
    void aClaimLeavesTheEntriesThatItDidNotRead() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            enqueue(task(id));
        }
        claim(2);
        await(queue.cancel("c"));
        assertThat(claim(1)).extracting(Claim::id).containsExactly("d");
        assertThat(picture.draw())
                .isEqualTo("high[] normal[e] low[] delayed[] leases[a, b, d] dead[] ended[c] waiting=1"
                        + " | a running 1 #1, b running 1 #2, c cancelled 0, d running 1 #3, e waiting 0");
        assertThat(await(queue.stats()).lag()).isEqualTo(1);
    }
}
