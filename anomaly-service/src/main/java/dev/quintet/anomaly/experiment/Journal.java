package dev.quintet.anomaly.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
    private final List<ExperimentRunView> runs = new ArrayList<>();
    private ExperimentProgress progress;
    private String status = ExperimentView.RUNNING;
    private String message = "begins";
    private Instant endedAt;
    private ExperimentView saved;

    Journal(ExperimentStore store, String id, String caller, ExperimentRequest plan, Instant createdAt) {
        this.store = store;
        this.id = id;
        this.caller = caller;
        this.plan = plan;
        this.createdAt = createdAt;
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

    synchronized void progress(ExperimentProgress now) {
        progress = now;
        message = "run " + now.run() + " of " + now.of() + ": " + now.phase();
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
