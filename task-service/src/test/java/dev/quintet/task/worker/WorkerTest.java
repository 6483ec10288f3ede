package dev.quintet.task.worker;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.common.api.task.TaskState;
import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.Samples;
import dev.quintet.task.queue.StoredTask;

import static dev.quintet.task.queue.RealRedis.await;
import static org.assertj.core.api.Assertions.assertThat;

/** How a worker runs tasks. */
class WorkerTest extends WorkerFixture {
    @Test
    void runsATaskAndKeepsItsResult() {
        worker(2);
        StoredTask task = reaches(send("hello", 3, PATIENT), TaskState.SUCCEEDED);
        assertThat(task.text("result")).contains("\"hello\"");
        assertThat(task.number("attempts")).isEqualTo(1);
        assertThat(task.text("worker")).contains("w0");
    }

    @Test
    void aPoisonTaskEndsInTheDeadLettersAfterItsAttempts() {
        worker(2);
        StoredTask task = reaches(send("fail", 3, PATIENT), TaskState.DEAD);
        assertThat(runs.get(task.id())).hasValue(3);
        assertThat(task.text("error").orElseThrow()).contains("no luck").contains("\"attempt\":3");
    }

    @Test
    void anErrorDoesNotCostTheWorker() {
        worker(1);
        StoredTask task = reaches(send("error", 1, PATIENT), TaskState.DEAD);
        assertThat(task.text("error").orElseThrow()).contains("StackOverflowError");
        reaches(send("fine", 1, PATIENT), TaskState.SUCCEEDED);
    }

    @Test
    void aTaskOfAnotherTypeIsLeftToAWorkerThatKnowsIt() throws Exception {
        worker(1);
        await(queue.enqueue(List.of(Samples.typed("u", "elsewhere", "1", 3, PATIENT)), false));
        reaches(send("fine", 1, PATIENT), TaskState.SUCCEEDED);
        assertThat(read("u").state()).isEqualTo(TaskState.WAITING);

        WorkSignal signal = new WorkSignal(keys, List.of("elsewhere"));
        signal.await(Duration.ofSeconds(10));
        signal.close();
        List<Claim> claims =
                await(leases.claim("other", 1, LEASE, List.of("elsewhere"))).claims();
        assertThat(claims).extracting(Claim::id).containsExactly("u");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"millis\":\"soon\"}', payload.millis must be an integer.",
        "'{\"millis\":1e30}', payload.millis is out of range.",
        "'[]', payload must be an object."
    })
    void aPayloadThatDoesNotFitFailsForGoodAndIsToldWithoutNamesOfTheCode(String payload, String why) {
        worker(1);
        await(queue.enqueue(List.of(Samples.typed("u", "sleep", payload, 3, PATIENT)), false));
        assertThat(reaches("u", TaskState.FAILED).text("error").orElseThrow())
                .contains("\"payload\"", "The payload does not fit: " + why)
                .doesNotContain("java", "quintet");
    }

    @Test
    void aResultPastTheLimitFailsItsTask() {
        worker(1);
        assertThat(reaches(send("huge", 3, PATIENT), TaskState.FAILED)
                        .text("error")
                        .orElseThrow())
                .contains("result-too-large");
    }

    @Test
    void aHandlerThatTakesTooLongIsInterrupted() {
        worker(1);
        StoredTask task = reaches(send("wait", 1, HASTY), TaskState.DEAD);
        assertThat(task.text("error").orElseThrow()).contains("timeout").contains("150 ms");
        reaches(send("fine", 1, PATIENT), TaskState.SUCCEEDED);
    }

    @Test
    void aHandlerThatNeverEndsDoesNotCostItsSlot() {
        Worker worker = worker(1);
        reaches(send("stubborn", 1, HASTY), TaskState.DEAD);
        assertThat(worker.stuck()).isEqualTo(1);
        reaches(send("fine", 1, PATIENT), TaskState.SUCCEEDED);
        releaseStubborn.countDown();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> worker.stuck() == 0);
    }

    @Test
    void aRunningTaskIsCancelledByTheNextHeartbeat() {
        worker(1);
        String id = send("wait", 3, PATIENT);
        reaches(id, TaskState.RUNNING);
        assertThat(await(queue.cancel(id))).isEqualTo("running");
        reaches(id, TaskState.CANCELLED);
        assertThat(runs.get(id)).hasValue(1);
    }

    @Test
    void aLongTaskKeepsItsLease() {
        worker(1);
        String id = send("stubborn", 3, PATIENT);
        reaches(id, TaskState.RUNNING);
        long first = score("leases", id);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> score("leases", id) > first);
        releaseStubborn.countDown();
        assertThat(reaches(id, TaskState.SUCCEEDED).number("attempts")).isEqualTo(1);
    }

    @Test
    void progressIsKeptToTheEnd() {
        worker(1);
        await(queue.enqueue(List.of(Samples.typed("s", "sleep", "{\"millis\":50}", 3, PATIENT)), false));
        assertThat(reaches("s", TaskState.SUCCEEDED).text("progress")).contains("1.0");
    }
}
