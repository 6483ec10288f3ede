package dev.quintet.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CleanUpTest {

    private final CleanUp cleanUp = new CleanUp();
    private final List<String> undone = new CopyOnWriteArrayList<>();

    @Test
    void whatWasStartedLastIsUndoneFirstAndOnlyOnce() throws Exception {
        cleanUp.start("workload", () -> 1, id -> undone.add("workload " + id));
        cleanUp.start("fault", () -> 2, id -> undone.add("fault " + id));
        cleanUp.run((what, well) -> {});
        cleanUp.run((what, well) -> {});
        assertThat(undone).containsExactly("fault 2", "workload 1");
    }

    @Test
    void whatTheDemoEndedItselfIsLeftAlone() throws Exception {
        cleanUp.start("workload", () -> 1, id -> undone.add("workload"));
        cleanUp.start("fault", () -> 2, id -> undone.add("fault"));
        cleanUp.done("fault");
        cleanUp.run((what, well) -> {});
        assertThat(undone).containsExactly("workload");
    }

    @Test
    void oneThatCannotBeUndoneDoesNotKeepTheOthers() throws Exception {
        List<String> told = new ArrayList<>();
        cleanUp.start("workload", () -> 1, id -> undone.add("workload"));
        cleanUp.start("fault", () -> 2, id -> {
            throw new IOException("gone");
        });
        cleanUp.run((what, well) -> told.add(what + " " + well));
        assertThat(told).containsExactly("fault false", "workload true");
    }

    @Test
    void nothingStartsAfterTheEnd() {
        cleanUp.close();
        assertThatThrownBy(() -> cleanUp.start("fault", () -> 1, id -> {})).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptWaitsForWhatIsJustBeingStarted() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> start = threads.submit(() -> cleanUp.start(
                    "fault",
                    () -> {
                        starting.countDown();
                        answered.await();
                        return 1;
                    },
                    id -> undone.add("fault")));
            starting.await();
            Thread[] waiting = new Thread[1];
            Future<?> end = threads.submit(() -> {
                waiting[0] = Thread.currentThread();
                cleanUp.close();
                cleanUp.run((what, well) -> {});
            });
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.BLOCKED);
            answered.countDown();
            start.get();
            end.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(undone).containsExactly("fault");
    }
}
