package dev.quintet.workload.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import dev.quintet.common.api.workload.WorkloadRequest;
import dev.quintet.common.id.TimeOrderedIds;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;
import dev.quintet.workload.target.Targets;

/** Turns requests into preparations, a few at a time. */
@Singleton
public class Preparer {

    private static final int WAITING_FOR_EACH = 4;

    private final Workloads workloads;
    private final Targets targets;
    private final DataLocks locks;
    private final Runs runs;
    private final RunListener listener;
    private final Clock clock;
    private final TimeOrderedIds ids;
    private final ThreadPoolExecutor threads;

    Preparer(
            Workloads workloads,
            Targets targets,
            DataLocks locks,
            Runs runs,
            RunEnvironment environment,
            RunConfig config) {
        this.workloads = workloads;
        this.targets = targets;
        this.locks = locks;
        this.runs = runs;
        this.listener = environment.listener();
        this.clock = environment.clock();
        this.ids = new TimeOrderedIds(clock);
        this.threads = new ThreadPoolExecutor(
                config.maxPreparations(),
                config.maxPreparations(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.maxPreparations() * WAITING_FOR_EACH),
                task -> new Thread(task, "workload-prepare"));
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins to prepare what a request asks for. Blocks while the target is asked what is there.
     *
     * @return the preparation; empty when the data is there and right already
     * @throws ProblemException 422, 409 or 503 with the reason
     */
    public Optional<PrepareRun> prepare(WorkloadRequest request) throws InterruptedException {
        Workload workload = workloads.get(request.type());
        Options options = Options.parse(RunOptions.of(workload), request.options());
        Target target = targets.choose(request.targetName());
        List<Node> nodes = target.dataNodes(workload.nodes(target, target.select(RunOptions.nodes(options))));
        int connections = RunOptions.threads(options, request.threads());
        Preparation preparation = workload.preparation(target, nodes, options, connections);
        if (preparation.alreadyDone()) {
            return Optional.empty();
        }
        PrepareRun.Subject subject = new PrepareRun.Subject(
                ids.next(),
                workload.type(),
                target.name(),
                nodes.stream().map(Node::name).toList(),
                request.threads(),
                options.values());
        PrepareRun run = new PrepareRun(subject, preparation, clock, listener);
        DataLocks.Lease lease = locks.own(target.name(), workload.type(), "preparation " + run.id());
        try {
            run.whenOver(lease::release);
            threads.execute(run::execute);
            runs.add(run);
            return Optional.of(run);
        } catch (RejectedExecutionException e) {
            lease.release();
            throw ProblemException.of(503, "too-many-preparations", "Too many preparations wait; come again later.")
                    .withRetryAfter(Duration.ofSeconds(30));
        }
    }

    @PreDestroy
    void close() {
        runs.all().stream().filter(PrepareRun.class::isInstance).forEach(run -> run.stop("the service goes down"));
        threads.shutdown();
    }
}
