package dev.quintet.anomaly.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jboss.logging.Logger;

import dev.quintet.common.api.anomaly.ExperimentProgress;
import dev.quintet.common.api.anomaly.ExperimentRequest;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.problem.ProblemException;

/**
 * A running experiment as it stands, kept in PostgreSQL whenever that has changed: so its labels are there even if the
 * service is killed. Thread-safe.
 */
final class Journal {
    private static final Logger LOG = Logger.getLogger(Journal.class);

    private final ExperimentStore store;
    private final String id;
    private final String caller;
    private final ExperimentRequest plan;
    private final Instant createdAt;
    private final List<ExperimentRunView> runs;
    private ExperimentProgress progress;
    private String status = ExperimentView.RUNNING;
    private String message;
    private Instant endedAt;
    private ExperimentView saved;

    /** Of one that begins. */
    Journal(ExperimentStore store, String id, String caller, ExperimentRequest plan, Instant createdAt) {
        this.store = store;
        this.id = id;
        this.caller = caller;
        this.plan = plan;
        this.createdAt = createdAt;
        this.runs = new ArrayList<>();
        this.message = "begins";
    }

    /** Of one that an earlier life of the service has left. */
    Journal(ExperimentStore store, ExperimentView left) {
        this.store = store;
        this.id = left.id();
        this.caller = left.caller();
        this.plan = left.plan();
        this.createdAt = left.createdAt();
        this.runs = new ArrayList<>(left.runs());
        this.message = "goes on after a restart of the service";
    }

    String id() {
        return id;
    }

    /** How the latest run stands. */
    synchronized void run(ExperimentRunView run) {
        if (runs.size() < run.number()) {
            runs.add(run);
        } else {
            runs.set(run.number() - 1, run);
        }
    }

    /** The number of the run after the latest. */
    synchronized int nextRun() {
        return runs.size() + 1;
    }

    /** How many runs went through to their end. */
    synchronized int finishedRuns() {
        return Summaries.finished(runs);
    }

    /** The loads of runs whose end nobody saw. */
    synchronized List<String> leftLoads() {
        return runs.stream()
                .filter(run -> run.endedAt() == null)
                .map(ExperimentRunView::workloadRun)
                .filter(Objects::nonNull)
                .toList();
    }

    synchronized void progress(ExperimentProgress now) {
        progress = now;
        message = "run " + now.run() + " of " + now.of() + ": " + now.phase();
    }

    /** The service ends, and the experiment with it for now. */
    synchronized void suspend() {
        message = "waits for the service to start again";
        progress = null;
    }

    synchronized void end(String how, String why, Instant at) {
        status = how;
        message = why;
        endedAt = at;
        progress = null;
    }

    synchronized ExperimentView view() {
        return new ExperimentView(
                id,
                plan.name(),
                status,
                message,
                caller,
                plan,
                createdAt,
                endedAt,
                progress,
                Summaries.of(runs).orElse(null),
                List.copyOf(runs));
    }

    /**
     * Keeps it if it has changed.
     *
     * @throws ProblemException 503 while PostgreSQL is away
     */
    void save() {
        ExperimentView now = view();
        if (!now.equals(saved)) {
            store.save(now);
            saved = now;
        }
    }

    /** As {@link #save}; while PostgreSQL is away it waits for the next time. */
    void trySave() {
        try {
            save();
        } catch (ProblemException e) {
            LOG.debugf(e, "experiment %s waits for PostgreSQL", id);
        }
    }
}
