package dev.quintet.local.supervise;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import dev.quintet.local.process.ChildProcess;
import dev.quintet.local.process.LogTail;

/**
 * Keeps one unit running: starts it, waits for it to serve, and starts it again when it dies. All of that happens on
 * one thread; {@link #stop} may be called from another.
 */
final class UnitKeeper implements Runnable {

    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration READY_PAUSE = Duration.ofMillis(50);

    /** A unit that lived so long after its start is well again. */
    private static final Duration WELL_AFTER = Duration.ofMinutes(1);

    private static final int CRASH_LOOP_DEATHS = 5;

    private final Unit unit;
    private final List<CompletableFuture<Void>> needs;
    private final Announcer announcer;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Runnable changed;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private volatile UnitState state = UnitState.WAITING;
    private volatile ChildProcess process;
    private final AtomicInteger restarts = new AtomicInteger();

    UnitKeeper(
            Unit unit,
            List<CompletableFuture<Void>> needs,
            Announcer announcer,
            Backoff backoff,
            RandomGenerator random,
            Runnable changed) {
        this.unit = unit;
        this.needs = needs;
        this.announcer = announcer;
        this.backoff = backoff;
        this.random = random;
        this.changed = changed;
    }

    /** Completes when the unit serves for the first time, or fails with a {@link StartFailure}. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    UnitStatus status() {
        ChildProcess current = process;
        return new UnitStatus(unit, state, current == null ? 0 : current.pid(), restarts.get());
    }

    @Override
    public void run() {
        try {
            for (CompletableFuture<Void> need : needs) {
                need.join();
            }
            start();
            firstReady.complete(null);
            keep();
        } catch (StartFailure | RuntimeException e) {
            firstReady.completeExceptionally(e);
        } finally {
            firstReady.completeExceptionally(new StartFailure(unit.name() + " was stopped before it was ready"));
        }
    }

    /** Ends the unit cleanly within its grace, else with SIGKILL. */
    void stop() {
        stopped.complete(null);
        ChildProcess current;
        synchronized (this) {
            current = process;
        }
        if (current != null && current.isAlive() && !current.stop(unit.stopSignal(), unit.grace())) {
            announcer.say(unit.name() + " did not end within " + unit.grace().toSeconds() + " s and was killed");
        }
        become(UnitState.STOPPED);
    }

    private void start() throws StartFailure {
        long began = System.nanoTime();
        launch();
        long end = began + READY_LIMIT.toNanos();
        while (!unit.isReady()) {
            if (!process.isAlive()) {
                throw new StartFailure(unit.name() + " ended while starting, exit code " + exitCode() + logEnd());
            }
            if (System.nanoTime() > end) {
                throw new StartFailure(
                        unit.name() + " was not ready within " + READY_LIMIT.toSeconds() + " s" + logEnd());
            }
            if (pause(READY_PAUSE)) {
                throw new StartFailure(unit.name() + " was stopped while starting");
            }
        }
        if (stopped.isDone()) {
            return;
        }
        become(UnitState.READY);
        announcer.say(String.format(
                Locale.ROOT,
                "%-12s ready at %s in %.1f s",
                unit.name(),
                unit.address(),
                (System.nanoTime() - began) / 1e9));
    }

    private void launch() throws StartFailure {
        synchronized (this) {
            // INVARIANT: after stopped is complete no new process appears that stop() would not see.
            if (stopped.isDone()) {
                throw new StartFailure(unit.name() + " was stopped before it started");
            }
            process = unit.launch();
        }
        become(UnitState.STARTING);
    }

    private void keep() {
        int deaths = 0;
        long started = System.nanoTime();
        while (true) {
            watch();
            if (stopped.isDone()) {
                return;
            }
            deaths = System.nanoTime() - started > WELL_AFTER.toNanos() ? 1 : deaths + 1;
            Duration pause = backoff.after(deaths, random);
            boolean loop = deaths >= CRASH_LOOP_DEATHS;
            announcer.say(String.format(
                    Locale.ROOT,
                    "%s %s (exit code %s), starting it again in %.1f s%s",
                    unit.name(),
                    loop ? "dies again and again" : "died",
                    exitCode(),
                    pause.toMillis() / 1e3,
                    loop ? "; its log: " + unit.logFile() : ""));
            become(loop ? UnitState.CRASH_LOOP : UnitState.RESTARTING);
            if (pause(pause)) {
                return;
            }
            started = System.nanoTime();
            restarts.incrementAndGet();
            try {
                launch();
            } catch (StartFailure e) {
                announcer.say(e.getMessage());
            }
        }
    }

    /** Returns when the process has ended or the unit is stopped, keeping the state true in between. */
    private void watch() {
        boolean announced = state == UnitState.READY;
        long began = System.nanoTime();
        while (process.isAlive() && !stopped.isDone()) {
            boolean ready = unit.isReady();
            if (ready && !announced) {
                announcer.say(String.format(
                        Locale.ROOT, "%s is back after %.1f s", unit.name(), (System.nanoTime() - began) / 1e9));
                announced = true;
            }
            if (process.isAlive() && !stopped.isDone() && (ready || announced)) {
                become(ready ? UnitState.READY : UnitState.UNREADY);
            }
            awaitExit(announced ? Duration.ofSeconds(5) : READY_PAUSE);
        }
    }

    private void awaitExit(Duration limit) {
        try {
            CompletableFuture.anyOf(process.onExit(), stopped).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Still running: look again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.complete(null);
        }
    }

    /** Waits; true if the unit was stopped meanwhile. */
    private boolean pause(Duration duration) {
        try {
            stopped.get(duration.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("stopped never fails", e);
        }
    }

    private void become(UnitState next) {
        if (state != next && (state != UnitState.STOPPED)) {
            state = next;
            changed.run();
        }
    }

    private String exitCode() {
        // The process is gone, but the news of it may be a moment behind.
        return process.onExit()
                .thenApply(String::valueOf)
                .completeOnTimeout("unknown", 30, TimeUnit.SECONDS)
                .join();
    }

    private String logEnd() {
        List<String> end = LogTail.of(unit.logFile(), 20);
        return "; the end of " + unit.logFile() + ":\n  " + String.join("\n  ", end);
    }
}
