package dev.quintet.anomaly.experiment;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.workload.WorkloadException;
import dev.quintet.anomaly.workload.Workloads;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.problem.ProblemException;

/**
 * Ends, at the start, the experiments that an earlier life of the service left running: they are interrupted, with what
 * was recorded until then, and their load is stopped. Their faults end with that life or are undone at the start of
 * this one.
 */
@Singleton
class LeftExperiments {
    private static final Logger LOG = Logger.getLogger(LeftExperiments.class);
    private static final long RETRY_SECONDS = 3;
    private static final int MOST = 100;

    private final ExperimentStore store;
    private final Workloads workloads;
    private final Clock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "experiments-left"));
    private boolean done;

    LeftExperiments(ExperimentStore store, Workloads workloads, Clock clock) {
        this.store = store;
        this.workloads = workloads;
        this.clock = clock;
        var unused = thread.scheduleWithFixedDelay(this::tryEnd, 0, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    private void tryEnd() {
        try {
            end();
            thread.shutdown();
        } catch (ProblemException e) {
            LOG.debug("experiments of an earlier life wait for PostgreSQL", e);
        } catch (RuntimeException e) {
            LOG.error("experiments of an earlier life cannot be ended", e);
        }
    }

    /**
     * Ends them, if that is not done yet.
     *
     * @throws ProblemException 503 while PostgreSQL is away
     */
    synchronized void end() {
        if (done) {
            return;
        }
        List<ExperimentView> left = store.left(MOST);
        while (!left.isEmpty()) {
            left.forEach(this::end);
            left = store.left(MOST);
        }
        done = true;
    }

    private void end(ExperimentView view) {
        view.runs().stream()
                .filter(run -> run.endedAt() == null && run.workloadRun() != null)
                .forEach(run -> stopLoad(run.workloadRun()));
        store.save(new ExperimentView(
                view.id(),
                view.name(),
                ExperimentView.INTERRUPTED,
                "the service ended while it ran; its faults are undone and its load is stopped",
                view.caller(),
                view.plan(),
                view.createdAt(),
                clock.instant(),
                null,
                Summaries.of(view.runs()).orElse(null),
                view.runs().stream().map(LeftExperiments::interrupted).toList()));
        LOG.infof("experiment %s, left by an earlier life, is interrupted", view.id());
    }

    private void stopLoad(String run) {
        try {
            workloads.stop(run);
        } catch (WorkloadException e) {
            LOG.warnf("workload run %s ends by itself only: %s", run, e.getMessage());
        }
    }

    private static ExperimentRunView interrupted(ExperimentRunView run) {
        return run.endedAt() != null
                ? run
                : new ExperimentRunView(
                        run.number(),
                        ExperimentView.INTERRUPTED,
                        run.message(),
                        run.startedAt(),
                        run.baselineAt(),
                        run.faultsAt(),
                        run.cooldownAt(),
                        null,
                        run.workloadRun(),
                        run.faults(),
                        run.falseAlarms(),
                        run.spreadAlarms(),
                        run.calmSeconds(),
                        run.impact());
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
