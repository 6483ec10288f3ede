package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.workload.WorkloadException;
import dev.quintet.common.api.anomaly.ExperimentProgress;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.api.workload.RunDocument;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.WorkloadRequest;
import dev.quintet.common.problem.ProblemException;

/** An experiment under way: its runs one after the other, on the thread that calls {@link #run}. */
final class RunningExperiment implements Runnable {
    private static final Logger LOG = Logger.getLogger(RunningExperiment.class);

    private static final long TICK_MILLIS = 200;
    private static final long RETRY_SECONDS = 2;

    /** How long the workload-service may be away when a run begins: it may be starting anew as well. */
    private static final Duration LOAD_PATIENCE = Duration.ofMinutes(2);

    private final ExperimentPlan plan;
    private final ExperimentTools tools;
    private final Journal journal;
    private final Runnable whenOver;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private Optional<String> firstLoad;
    private CompletableFuture<Void> keeping = CompletableFuture.completedFuture(null);
    private volatile boolean stopped;
    private volatile boolean serviceEnds;

    /**
     * @param firstLoad the load of the first run, which runs already; if empty each run begins its own
     * @param whenOver is called at the end, whatever it was
     */
    RunningExperiment(
            ExperimentPlan plan,
            ExperimentTools tools,
            Journal journal,
            Optional<String> firstLoad,
            Runnable whenOver) {
        this.plan = plan;
        this.tools = tools;
        this.journal = journal;
        this.firstLoad = firstLoad;
        this.whenOver = whenOver;
    }

    ExperimentView view() {
        return journal.view();
    }

    /** Ends it before its time. */
    void stop() {
        stopped = true;
        stop.countDown();
    }

    /** Leaves it to the service's next life: nothing is waited for any more. */
    void interrupt() {
        serviceEnds = true;
        stop.countDown();
    }

    /** Whether it is over, after waiting for that at most so long. */
    boolean awaitEnd(Duration most) {
        try {
            return over.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void run() {
        String status = ExperimentView.FINISHED;
        String message = "all runs are done";
        try {
            while (unfinished() && !asked(0)) {
                oneRun(journal.nextRun());
            }
            if (unfinished()) {
                status = ExperimentView.STOPPED;
                message = "stopped before its time";
            }
        } catch (DrillFailedException | ProblemException e) {
            status = ExperimentView.FAILED;
            message = e.getMessage();
        } catch (RuntimeException e) {
            LOG.errorf(e, "experiment %s failed", journal.id());
            status = ExperimentView.FAILED;
            message = "an unexpected error, which the log has";
        }
        if (serviceEnds && !stopped && unfinished()) {
            journal.suspend();
        } else {
            journal.end(status, message, tools.clock().instant());
        }
        try {
            persist(journal::save);
        } finally {
            whenOver.run();
            over.countDown();
        }
    }

    private boolean unfinished() {
        return journal.finishedRuns() < plan.repeat();
    }

    /** Whether it was asked to end, after waiting for that at most so long. */
    private boolean asked(long millis) {
        try {
            return stop.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
            return true;
        }
    }

    private void oneRun(int number) {
        Optional<String> load = load();
        RunNotes notes = new RunNotes(number, tools.clock().instant(), load);
        Drill drill = tools.drill(journal.id(), plan, notes);
        RunRecorder recorder = tools.recorder(journal.id(), plan, number);
        String status = ExperimentView.FAILED;
        try {
            do {
                drill.tick();
                progress(number, drill, notes);
                keep(recorder, recorder.collect(faultsSince(drill)));
            } while (drill.phase() != Drill.Phase.OVER && !asked(TICK_MILLIS));
            status = drill.phase() == Drill.Phase.OVER ? ExperimentView.FINISHED : endedEarly();
        } finally {
            end(drill, notes);
            List<RunReport> reports = load.map(run -> endLoad(run, notes)).orElse(List.of());
            notes.end(tools.clock().instant(), status);
            keeping.exceptionally(failure -> null).join();
            write(number, notes, recorder, reports);
        }
    }

    /** Beside the drill, which PostgreSQL never delays; one at a time. */
    private void keep(RunRecorder recorder, boolean timeToWrite) {
        if (keeping.isDone()) {
            keeping.join();
            keeping = CompletableFuture.runAsync(
                    () -> {
                        if (timeToWrite) {
                            recorder.tryWrite();
                        }
                        journal.trySave();
                    },
                    tools.writers());
        }
    }

    private String endedEarly() {
        return stopped ? ExperimentView.STOPPED : ExperimentView.INTERRUPTED;
    }

    private Optional<String> load() {
        Optional<String> begun = firstLoad;
        firstLoad = Optional.empty();
        return begun.isPresent()
                ? begun
                : plan.loadRequest(tools.config().settle()).flatMap(this::beginLoad);
    }

    /** The load, after those that an earlier life left have ended; empty if it was asked to end meanwhile. */
    private Optional<String> beginLoad(WorkloadRequest request) {
        Instant until = tools.clock().instant().plus(LOAD_PATIENCE);
        while (true) {
            try {
                journal.leftLoads().forEach(tools.workloads()::stop);
                return Optional.of(tools.workloads().start(request));
            } catch (WorkloadException e) {
                if (e.refused() || tools.clock().instant().isAfter(until)) {
                    throw e;
                }
                LOG.infof("experiment %s waits for its load: %s", journal.id(), e.getMessage());
            }
            if (asked(TimeUnit.SECONDS.toMillis(RETRY_SECONDS))) {
                return Optional.empty();
            }
        }
    }

    private static Optional<Instant> faultsSince(Drill drill) {
        return drill.phase() == Drill.Phase.FAULTS ? Optional.of(drill.since()) : Optional.empty();
    }

    private void progress(int number, Drill drill, RunNotes notes) {
        journal.run(notes.view());
        journal.progress(new ExperimentProgress(
                number,
                runs(number),
                drill.phase().wireName(),
                drill.since(),
                drill.until().orElse(null)));
    }

    /** How many runs there are to be, in all, while one is under way. */
    private int runs(int number) {
        return number + plan.repeat() - journal.finishedRuns() - 1;
    }

    private static void end(Drill drill, RunNotes notes) {
        try {
            drill.abort();
        } catch (RuntimeException e) {
            LOG.error("a fault of an experiment is still being undone", e);
            notes.say("not all faults were undone when the run ended: see /api/anomaly/active");
        }
    }

    /** Ends the load, and takes what it reported. */
    private List<RunReport> endLoad(String run, RunNotes notes) {
        List<RunReport> reports = List.of();
        try {
            RunDocument document = tools.workloads().document(run);
            reports = document.reports();
            if (!List.of("running", "starting").contains(document.run().status())) {
                notes.say("the load ended before the run: " + document.run().message());
            }
        } catch (ProblemException e) {
            notes.say("the load's figures are missing: " + e.getMessage());
        }
        try {
            tools.workloads().stop(run);
        } catch (ProblemException e) {
            notes.say("the load was not stopped and ends by itself: " + e.getMessage());
        }
        return reports;
    }

    private void write(int number, RunNotes notes, RunRecorder recorder, List<RunReport> reports) {
        journal.progress(new ExperimentProgress(
                number, runs(number), "writing", tools.clock().instant(), null));
        journal.run(notes.view());
        RecordingStore recordings = tools.recordings();
        persist(() -> {
            recorder.finish();
            recordings.saveLoad(
                    journal.id(), number, reports.stream().map(LoadSecond::of).toList());
            Recording recording = new Recording(
                    recordings.ranks(journal.id(), number), recordings.diagnoses(journal.id(), number), reports);
            journal.run(tools.judge(notes.view(), recording).judge());
            journal.save();
        });
    }

    /** Until it works: what was measured is not thrown away because PostgreSQL is away for a while. */
    private void persist(Runnable writing) {
        while (true) {
            try {
                writing.run();
                return;
            } catch (ProblemException e) {
                if (e.status() != 503 || serviceEnds) {
                    throw e;
                }
                LOG.infof("experiment %s waits to be written: %s", journal.id(), e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(RETRY_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DrillFailedException("interrupted", e);
        }
    }
}
