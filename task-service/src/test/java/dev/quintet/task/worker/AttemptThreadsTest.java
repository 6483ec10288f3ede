package dev.quintet.task.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AttemptThreadsTest {
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();
    private final AttemptThreads threads = new AttemptThreads(
            task -> {
                Thread thread = new Thread(task);
                made.add(thread);
                return thread;
            },
            3);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        threads.close();
        for (Thread thread : made) {
            thread.join(30_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private void hold(CountDownLatch begun) {
        threads.execute(() -> {
            begun.countDown();
            try {
                release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void noAttemptWaitsForAnotherAndPastTheMostItIsRefused() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            hold(begun);
        }
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> hold(begun)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void idleThreadsAreUsedAgainAndAsManyAsThereAreAttempts() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            CountDownLatch together = new CountDownLatch(3);
            CountDownLatch done = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                executeWhenFree(() -> {
                    together.countDown();
                    awaitAll(together);
                    done.countDown();
                });
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(made).hasSize(3);
    }

    /** A thread is free a moment after its attempt has counted down. */
    private void executeWhenFree(Runnable attempt) {
        while (true) {
            try {
                threads.execute(attempt);
                return;
            } catch (RejectedExecutionException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    private static void awaitAll(CountDownLatch together) {
        try {
            together.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anAttemptThatFailsOrIsInterruptedLateDoesNotCostItsThread() throws InterruptedException {
        threads.execute(() -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("on purpose");
        });
        CountDownLatch done = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            executeWhenFree(() -> {
                done.countDown();
                awaitAll(done);
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(made).hasSize(3);
    }

    @Test
    void afterTheCloseNothingIsTaken() {
        threads.close();
        assertThatThrownBy(() -> threads.execute(release::countDown)).isInstanceOf(RejectedExecutionException.class);
    }
}
