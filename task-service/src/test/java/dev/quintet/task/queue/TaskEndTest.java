package dev.quintet.task.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.task.TaskState;
import dev.quintet.common.redis.RedisUnavailableException;

import static dev.quintet.task.queue.RealRedis.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TaskEndTest {
    @Test
    void aWaitGoesOnThoughRedisDidNotAnswerWhenItLookedAndTellsOfNoFurtherChange() throws Exception {
        try (RealRedis redis = new RealRedis();
                QueueRedis patient = redis.queue("q");
                QueueRedis keys = new QueueRedis("q", redis.client(), Duration.ofMillis(300))) {
            TaskQueue sender = new TaskQueue(patient, 10, Duration.ofHours(1));
            await(sender.enqueue(List.of(Samples.task("a")), false));
            await(sender.cancel("a"));
            TaskQueue queue = new TaskQueue(keys, 10, Duration.ofHours(1));
            TaskEnd ends = new TaskEnd(queue, new TaskWatches(new TaskSignals(keys), 10));

            signal("STOP", redis);
            CompletableFuture<Optional<StoredTask>> end =
                    ends.of("a").within(Duration.ofHours(1), false).toCompletableFuture();
            assertThatThrownBy(() -> await(queue.find("a"))).isInstanceOf(RedisUnavailableException.class);
            signal("CONT", redis);

            Awaitility.await().atMost(Duration.ofMinutes(1)).until(end::isDone);
            assertThat(end.join().orElseThrow().state()).isEqualTo(TaskState.CANCELLED);
        }
    }

    private static void signal(String name, RealRedis redis) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(redis.engine().pid()))
                .start()
                .waitFor();
    }
}
