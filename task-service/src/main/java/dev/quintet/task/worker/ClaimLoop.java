package dev.quintet.task.worker;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import dev.quintet.common.redis.RedisUnavailableException;
import dev.quintet.task.queue.TaskLeases;

/** Claims for free slots only; waits for work where there is none, and with growing pauses while Redis is away. */
final class ClaimLoop {
    private static final Logger LOG = Logger.getLogger(ClaimLoop.class);
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration PAUSED = Duration.ofMillis(250);

    private final Claiming claiming;
    private final WorkSignal signal;
    private final Semaphore nudges = new Semaphore(0);
    private final Backoffs backoffs = new Backoffs();
    private final Thread thread;

    ClaimLoop(Claiming claiming, WorkSignal signal) {
        this.claiming = claiming;
        this.signal = signal;
        this.thread = new Thread(this::run, "task-claims");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void nudge() {
        nudges.release();
    }

    private void run() {
        boolean away = false;
        while (!claiming.stopped()) {
            try {
                round();
                if (away) {
                    LOG.info("Redis is back; tasks are claimed again");
                }
                away = false;
                backoffs.reset();
            } catch (InterruptedException stopped) {
                // Only stop() interrupts this thread, and the loop's condition ends it.
                LOG.debug("Claiming stops");
            } catch (RuntimeException failure) {
                if (!away) {
                    LOG.warnf("No tasks can be claimed: %s", failure.getMessage());
                }
                away = true;
                pause(backoffs.next());
            }
        }
    }

    private void round() throws InterruptedException {
        int free = claiming.awaitFree();
        int begun = 0;
        TaskLeases.Claims claims;
        try {
            claims = claim(free);
            begun = claiming.begin(claims);
        } finally {
            claiming.giveBack(free - begun);
        }
        if (claims.paused()) {
            pause(PAUSED);
        } else if (begun == 0 && !claiming.stopped()) {
            awaitWork();
        }
    }

    /** A wait that fails is no reason not to claim: the claim itself tells whether Redis is there. */
    private void awaitWork() throws InterruptedException {
        try {
            signal.await(BLOCK);
        } catch (RedisUnavailableException failure) {
            LOG.debugf("Waiting for work failed: %s", failure.getMessage());
            pause(PAUSED);
        }
    }

    /** Not interruptible: what is claimed must be known, else it is lost until its lease runs out. */
    private TaskLeases.Claims claim(int most) {
        try {
            return claiming.claim(most).toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RedisUnavailableException away ? away : failure;
        }
    }

    private void pause(Duration time) {
        try {
            if (nudges.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                nudges.drainPermits();
            }
        } catch (InterruptedException stopped) {
            LOG.debug("Claiming stops");
        }
    }

    /** Nothing more is claimed when this returns, but by an ending that is on its way. */
    void stop() throws InterruptedException {
        claiming.stop();
        thread.interrupt();
        thread.join();
        signal.close();
    }
}
