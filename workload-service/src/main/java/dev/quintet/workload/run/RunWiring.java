package dev.quintet.workload.run;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;

import dev.quintet.workload.target.Connector;

/** Puts the feature together, and takes it down. */
@ApplicationScoped
class RunWiring {

    private static final int SUPERVISORS = 2;
    private static final int REAPERS = 4;
    private static final int REAPER_QUEUE = 64;
    /** A worker's frames are few; the default of 1 MiB each is address space for nothing. */
    private static final long STACK_BYTES = 512 * 1024;

    private final ScheduledThreadPoolExecutor supervisor =
            new ScheduledThreadPoolExecutor(SUPERVISORS, named("workload-supervisor-"));
    private final ThreadPoolExecutor reapers = new ThreadPoolExecutor(
            REAPERS, REAPERS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(REAPER_QUEUE), named("workload-reaper-"));

    @Produces
    @Singleton
    RunEnvironment environment(RunConfig config, Connector connector, @All List<RunListener> listeners) {
        supervisor.setRemoveOnCancelPolicy(true);
        reapers.allowCoreThreadTimeOut(true);
        RunEnvironment.Limits limits = new RunEnvironment.Limits(
                config.stopGrace().toMillis(),
                config.stopWithin().toMillis(),
                config.connectWithin().toMillis(),
                config.keptReports(),
                config.maxFollowers());
        return new RunEnvironment(
                Clock.systemUTC(),
                RunClock.SYSTEM,
                supervisor,
                named("workload-worker-"),
                connector,
                new ConnectionReaper(connector, reapers),
                new RunListeners(listeners),
                config.procFolder(),
                limits);
    }

    /** Ends all runs before the parts they use go away. */
    void stopAll(@Observes ShutdownEvent event, Runs runs, RunConfig config) throws InterruptedException {
        List<LiveRun> live = runs.all();
        live.forEach(run -> run.stop("the service goes down"));
        long deadline = System.nanoTime() + config.stopWithin().toNanos() * 2;
        for (LiveRun run : live) {
            while (!run.ended().isDone() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        supervisor.shutdownNow();
        reapers.shutdown();
    }

    private static ThreadFactory named(String prefix) {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(null, task, prefix + number.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        };
    }
}
