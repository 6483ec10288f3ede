package dev.quintet.anomaly.experiment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import dev.quintet.anomaly.fault.FaultService;
import dev.quintet.anomaly.fault.NodeReservations;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.anomaly.workload.WorkloadException;
import dev.quintet.common.api.anomaly.ExperimentPage;
import dev.quintet.common.api.anomaly.ExperimentRequest;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.event.SuiteEvents;
import dev.quintet.common.id.TimeOrderedIds;
import dev.quintet.common.problem.ProblemException;

/** All experiments: those under way in memory, all of them in PostgreSQL. */
@Singleton
public class Experiments {
    private static final Pattern ID = Pattern.compile("[0-9a-z-]{1,40}");
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration LAST_STOP = Duration.ofSeconds(10);
    private static final int BEFORE_FAULTS_END = 100;

    private final ExperimentRules rules;
    private final ExperimentTools tools;
    private final ExperimentStore store;
    private final NodeReservations reservations;
    private final LeftExperiments left;
    private final SuiteEvents events;
    private final Clock clock;
    private final TimeOrderedIds ids;
    private final Semaphore places;
    private final Map<String, RunningExperiment> running = new ConcurrentHashMap<>();
    // No more threads than places.
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "experiment"));

    Experiments(
            ExperimentTools tools,
            FaultService faults,
            Nodes nodes,
            NodeReservations reservations,
            LeftExperiments left,
            SuiteEvents events,
            ExperimentConfig config,
            Clock clock) {
        this.rules = new ExperimentRules(faults::check, nodes.names(), config);
        this.tools = tools;
        this.store = tools.experiments();
        this.reservations = reservations;
        this.left = left;
        this.events = events;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
        this.places = new Semaphore(config.mostRunning());
    }

    /**
     * Begins an experiment; its first load runs when this returns.
     *
     * @throws ProblemException 422 if the request is wrong or the workload-service refuses the load; 409 if its nodes
     *     are taken, too many run, or too many are kept; 503 if PostgreSQL or the workload-service is away
     */
    ExperimentView begin(String caller, ExperimentRequest request) {
        ExperimentPlan plan = rules.check(request);
        left.settle();
        String id = ids.next();
        enter(id, plan);
        try {
            return begin(id, caller, plan);
        } catch (RuntimeException e) {
            leave(id);
            throw e;
        }
    }

    private void enter(String id, ExperimentPlan plan) {
        reservations.reserve(id, plan.nodes());
        if (!places.tryAcquire()) {
            reservations.release(id);
            throw ProblemException.of(
                    409,
                    "too-many-experiments",
                    "as many experiments run as may at once, " + tools.config().mostRunning() + "; stop one first");
        }
    }

    private ExperimentView begin(String id, String caller, ExperimentPlan plan) {
        Instant now = clock.instant();
        Journal journal = new Journal(store, id, caller, plan.filledIn(), now);
        store.insert(journal.view(), tools.config().mostKept());
        Optional<String> load;
        try {
            load = plan.loadRequest(tools.config().settle())
                    .map(request -> tools.workloads().start(request));
        } catch (WorkloadException e) {
            store.delete(id);
            throw refused(e);
        }
        return launch(plan, journal, load, "experiment.started");
    }

    private ExperimentView launch(ExperimentPlan plan, Journal journal, Optional<String> load, String event) {
        RunningExperiment experiment = new RunningExperiment(plan, tools, journal, load, () -> {
            leave(journal.id());
            String status = journal.view().status();
            tell(journal.view(), "experiment." + (status.equals(ExperimentView.RUNNING) ? "suspended" : status));
        });
        running.put(journal.id(), experiment);
        tell(journal.view(), event);
        threads.execute(experiment);
        return experiment.view();
    }

    /** Lets one that an earlier life has left go on, or says why it cannot. */
    Optional<String> resume(ExperimentView view) {
        ExperimentPlan plan;
        try {
            plan = rules.check(view.plan());
            enter(view.id(), plan);
        } catch (ProblemException e) {
            return Optional.of(e.getMessage());
        }
        Journal journal = new Journal(store, view);
        try {
            journal.save();
        } catch (RuntimeException e) {
            leave(view.id());
            throw e;
        }
        launch(plan, journal, Optional.empty(), "experiment.resumed");
        return Optional.empty();
    }

    /** What the workload-service finds wrong with the request is the caller's; everything else is a failure. */
    private static ProblemException refused(WorkloadException e) {
        return switch (e.answered()) {
            case 400, 404, 422 -> ProblemException.of(422, "workload-refused", e.getMessage());
            case 409 -> ProblemException.of(409, "workload-refused", e.getMessage());
            default -> e;
        };
    }

    private void leave(String id) {
        running.remove(id);
        reservations.release(id);
        places.release();
    }

    private void tell(ExperimentView view, String kind) {
        events.publish(
                kind, view.id(), "experiment " + view.name() + ": " + view.message(), Map.of("name", view.name()));
    }

    /** @throws ProblemException 404 if there is no such experiment, 503 if PostgreSQL is away and it does not run */
    public ExperimentView get(String id) {
        return live(id).or(() -> ID.matcher(id).matches() ? store.find(id) : Optional.empty())
                .orElseThrow(() -> ProblemException.of(404, "no-such-experiment", "no experiment has this id"));
    }

    /** An experiment that runs. */
    Optional<ExperimentView> live(String id) {
        return Optional.ofNullable(running.get(id)).map(RunningExperiment::view);
    }

    /** Newest first; those that run with their state of now. */
    ExperimentPage page(Optional<String> after, Optional<String> status, int limit) {
        List<ExperimentView> found = store.page(after, status, limit + 1);
        List<ExperimentView> items = found.stream()
                .limit(limit)
                .map(view -> live(view.id()).map(Experiments::brief).orElse(view))
                .toList();
        return new ExperimentPage(
                items, found.size() > limit ? items.get(limit - 1).id() : null);
    }

    /** It with other words on how it stands, and other runs. */
    static ExperimentView with(
            ExperimentView view, String status, String message, Instant endedAt, List<ExperimentRunView> runs) {
        return new ExperimentView(
                view.id(),
                view.name(),
                status,
                message,
                view.caller(),
                view.plan(),
                view.createdAt(),
                endedAt,
                null,
                Summaries.of(runs).orElse(null),
                runs);
    }

    static ExperimentView brief(ExperimentView view) {
        return new ExperimentView(
                view.id(),
                view.name(),
                view.status(),
                view.message(),
                view.caller(),
                view.plan(),
                view.createdAt(),
                view.endedAt(),
                view.progress(),
                view.summary(),
                null);
    }

    /**
     * Ends an experiment before its time; returns when its faults and its load are gone.
     *
     * @throws ProblemException 404 if there is none, 409 if it does not run, 504 if that takes longer than 30 s
     */
    ExperimentView stop(String id) {
        left.settle();
        RunningExperiment experiment = running.get(id);
        if (experiment == null) {
            throw ProblemException.of(409, "not-running", "this experiment is " + get(id).status() + " already");
        }
        experiment.stop();
        if (!experiment.awaitEnd(STOP)) {
            throw ProblemException.of(
                    504, "still-ending", "it has not ended within " + STOP.toSeconds() + " s; it goes on ending");
        }
        return experiment.view();
    }

    /**
     * Forgets an experiment and its recordings.
     *
     * @throws ProblemException 404 if there is none, 409 if it runs
     */
    void delete(String id) {
        left.settle();
        if (running.containsKey(id)) {
            throw ProblemException.of(409, "experiment-running", "this experiment runs; stop it first");
        }
        if (!ID.matcher(id).matches() || !store.delete(id)) {
            throw ProblemException.of(404, "no-such-experiment", "no experiment has this id");
        }
    }

    void start(@Observes StartupEvent event) {
        left.begin(this::resume);
    }

    /** Before the faults' own end: the labels get their true ends. */
    void end(@Observes @Priority(BEFORE_FAULTS_END) ShutdownEvent event) {
        running.values().forEach(RunningExperiment::interrupt);
        running.values().forEach(experiment -> experiment.awaitEnd(LAST_STOP));
        threads.shutdownNow();
    }
}
