package dev.quintet.anomaly.experiment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.workload.WorkloadException;
import dev.quintet.anomaly.workload.Workloads;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.problem.ProblemException;

/**
 * What becomes, at the start, of the experiments that an earlier life of the service left running: the run that was
 * under way is interrupted, with what was recorded until then, and the experiment goes on with another one in its place,
 * unless that was long ago or has happened too often. Faults end with that life or are undone at the start of this one.
 */
@Singleton
class LeftExperiments {
    private static final Logger LOG = Logger.getLogger(LeftExperiments.class);
    private static final long RETRY_SECONDS = 3;
    private static final int MOST = 100;

    /** A drill that takes the service down with it each time is not begun for ever. */
    private static final int MOST_INTERRUPTIONS = 3;

    private final ExperimentStore store;
    private final RecordingStore recordings;
    private final Workloads workloads;
    private final Duration resumeWithin;
    private final Clock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "experiments-left"));
    private Function<ExperimentView, Optional<String>> resume = view -> Optional.of("the service ends");
    private boolean done;

    LeftExperiments(
            ExperimentStore store,
            RecordingStore recordings,
            Workloads workloads,
            ExperimentConfig config,
            Clock clock) {
        this.store = store;
        this.recordings = recordings;
        this.workloads = workloads;
        this.resumeWithin = config.resumeWithin();
        this.clock = clock;
    }

    /**
     * Goes on with them as soon as PostgreSQL answers.
     *
     * @param how lets an experiment go on, or says why it cannot
     */
    synchronized void begin(Function<ExperimentView, Optional<String>> how) {
        resume = how;
        var unused = thread.scheduleWithFixedDelay(this::trySettle, 0, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    private void trySettle() {
        try {
            settle();
            thread.shutdown();
        } catch (ProblemException e) {
            LOG.debug("experiments of an earlier life wait for PostgreSQL", e);
        } catch (RuntimeException e) {
            LOG.error("experiments of an earlier life cannot go on", e);
        }
    }

    /**
     * Each of them goes on or has ended when this returns.
     *
     * @throws ProblemException 503 while PostgreSQL is away
     */
    synchronized void settle() {
        if (done) {
            return;
        }
        List<ExperimentView> left = store.left(MOST);
        while (!left.isEmpty()) {
            left.forEach(this::settle);
            left = store.left(MOST);
        }
        done = true;
    }

    private void settle(ExperimentView left) {
        Instant seen = lastSeen(left);
        List<ExperimentRunView> runs =
                left.runs().stream().map(LeftExperiments::interrupted).toList();
        ExperimentView view = Experiments.with(left, left.status(), left.message(), null, runs);
        int finished = Summaries.finished(runs);
        if (finished == view.plan().repeat()) {
            end(view, ExperimentView.FINISHED, "all runs are done");
            return;
        }
        Optional<String> reason = refusal(seen, runs.size() - finished).or(() -> resume.apply(view));
        reason.ifPresent(why -> {
            runs.stream()
                    .filter(run -> run.endedAt() == null && run.workloadRun() != null)
                    .forEach(run -> stopLoad(run.workloadRun()));
            end(view, ExperimentView.INTERRUPTED, "the service ended while it ran, and it does not go on: " + why);
        });
    }

    private Instant lastSeen(ExperimentView view) {
        if (view.runs().isEmpty()) {
            return view.createdAt();
        }
        ExperimentRunView run = view.runs().get(view.runs().size() - 1);
        return run.endedAt() != null
                ? run.endedAt()
                : recordings.latest(view.id(), run.number()).orElse(run.startedAt());
    }

    private Optional<String> refusal(Instant seen, int interruptions) {
        Duration away = Duration.between(seen, clock.instant());
        if (away.compareTo(resumeWithin) > 0) {
            return Optional.of("that was " + away.toSeconds() + " s ago, more than " + resumeWithin.toSeconds() + " s");
        }
        return interruptions > MOST_INTERRUPTIONS
                ? Optional.of("it was interrupted " + interruptions + " times")
                : Optional.empty();
    }

    private void end(ExperimentView view, String status, String message) {
        store.save(Experiments.with(view, status, message, clock.instant(), view.runs()));
        LOG.infof("experiment %s, left by an earlier life, is %s: %s", view.id(), status, message);
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
