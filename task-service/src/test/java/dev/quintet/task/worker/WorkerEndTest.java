package dev.quintet.task.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.vertx.redis.client.Command;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.task.TaskState;
import dev.quintet.common.redis.RedisUnavailableException;
import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.Ending;
import dev.quintet.task.queue.NewTask;
import dev.quintet.task.queue.Samples;
import dev.quintet.task.queue.StoredTask;
import dev.quintet.task.queue.TaskIds;

import static dev.quintet.task.queue.RealRedis.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Workers that stop or die, and a Redis that does. */
class WorkerEndTest extends WorkerFixture {
    @Test
    void theTaskOfAWorkerThatDiedIsRunByAnotherAndTheDeadOneCannotFinishIt() {
        String id = send("hello", 3, PATIENT);
        Claim dead = await(leases.claim("dead", 1, Duration.ofMillis(100), List.of()))
                .claims()
                .get(0);
        worker(1);

        StoredTask task = reaches(id, TaskState.SUCCEEDED);
        assertThat(task.number("attempts")).isEqualTo(2);
        assertThat(await(leases.finish(List.of(Ending.succeeded(dead, "\"forged\"")))))
                .containsExactly("stale");
        assertThat(read(id).text("result")).contains("\"hello\"");
    }

    @Test
    void aWorkerThatStopsFinishesWhatItCanAndHandsBackTheRest() throws InterruptedException {
        Worker worker = worker(2, Duration.ofSeconds(6));
        await(queue.enqueue(List.of(Samples.typed("quick", "sleep", "{\"millis\":100}", 3, PATIENT)), false));
        String slow = send("wait", 3, PATIENT);
        reaches(slow, TaskState.RUNNING);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> read("quick").state() != TaskState.WAITING);
        worker.stop();

        assertThat(read("quick").state()).isEqualTo(TaskState.SUCCEEDED);
        StoredTask back = read(slow);
        assertThat(back.state()).isEqualTo(TaskState.WAITING);
        assertThat(back.number("attempts")).isZero();
    }

    @Test
    void aHandlerThatDoesNotLetItselfBeStoppedIsHandedBackToo() throws InterruptedException {
        Worker worker = worker(1, Duration.ofMillis(100));
        String id = send("stubborn", 3, PATIENT);
        reaches(id, TaskState.RUNNING);
        worker.stop();
        assertThat(read(id).state()).isEqualTo(TaskState.WAITING);
    }

    @Test
    void nothingAcceptedIsLostThoughRedisIsKilledUnderLoad() throws Exception {
        worker(8, Duration.ofMillis(200), Instant.EPOCH, SHORT_LEASE);
        worker(8, Duration.ofMillis(200), Instant.EPOCH, SHORT_LEASE);
        Set<String> accepted = new HashSet<>();
        redis.syncEachWrite();
        for (int i = 0; accepted.size() < 1200; i++) {
            if (i == 400 || i == 800) {
                redis.engine().kill();
                redis.engine().restart();
                redis.syncEachWrite();
            }
            NewTask task = Samples.typed("k" + i, "echo", "" + i, 1000, PATIENT);
            try {
                await(queue.enqueue(List.of(task), false));
                accepted.add(task.id());
            } catch (RedisUnavailableException away) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            var stats = await(queue.stats());
            return stats.counter("waiting") == 0 && stats.running() == 0 && stats.delayed() == 0;
        });
        for (String id : accepted) {
            StoredTask task = read(id);
            assertThat(task.state()).as(id).isEqualTo(TaskState.SUCCEEDED);
            assertThat(task.text("result")).contains(id.substring(1));
        }
        assertThat(redis.command(Command.XLEN, keys.key("stream:normal")).toLong())
                .isZero();
    }

    /** Ids, start and heartbeats come from a machine whose clock is an hour ahead. */
    @Test
    void aWorkerWhoseClockIsAheadHoldsNoLeaseLongerAndEndsNoDelaySooner() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        Worker worker = worker(1, Duration.ofMillis(200), ahead.instant());
        String id = new TaskIds(ahead, new SplittableRandom(1)).next();
        long sent = redisMillis();
        await(queue.enqueue(List.of(Samples.delayed(id, Duration.ofMillis(300))), false));
        StoredTask done = reaches(id, TaskState.SUCCEEDED);
        assertThat(done.number("createdAt")).isBetween(sent, redisMillis());
        assertThat(done.number("startedAt")).isBetween(done.number("createdAt") + 300, redisMillis());

        String held = send("wait", 3, PATIENT);
        reaches(held, TaskState.RUNNING);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> redis.command(Command.ZSCORE, keys.key("workers:seen"), worker.id()) != null);
        assertThat(score("leases", held)).isLessThanOrEqualTo(redisMillis() + LEASE.toMillis());
        assertThat(score("workers:seen", worker.id())).isLessThanOrEqualTo(redisMillis());
    }
}
