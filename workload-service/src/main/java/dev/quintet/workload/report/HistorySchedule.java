package dev.quintet.workload.report;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import dev.quintet.workload.run.Runs;

/** Does the history's regular work on a thread of its own, so that a database that is away delays nothing else. */
@ApplicationScoped
class HistorySchedule {

    private static final int AFTER_RUNS_ENDED = Interceptor.Priority.LIBRARY_AFTER;
    private static final long LAST_WRITE_SECONDS = 5;

    private final HistoryWriter writer;
    private final Runs runs;
    private final ReportConfig config;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "workload-history");
        created.setDaemon(true);
        return created;
    });

    private ScheduledFuture<?> working;

    HistorySchedule(HistoryWriter writer, Runs runs, ReportConfig config) {
        this.writer = writer;
        this.runs = runs;
        this.config = config;
    }

    void begin(@Observes StartupEvent event) {
        if (config.enabled()) {
            long every = config.flushEvery().toMillis();
            working = thread.scheduleWithFixedDelay(this::work, 0, every, TimeUnit.MILLISECONDS);
        }
    }

    private void work() {
        writer.work(runs);
    }

    void end(@Observes @Priority(AFTER_RUNS_ENDED) ShutdownEvent event) throws InterruptedException {
        if (working != null) {
            working.cancel(false);
            thread.execute(this::work);
        }
        thread.shutdown();
        if (!thread.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
