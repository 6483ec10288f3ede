package dev.quintet.workload.run;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.common.api.workload.WorkloadRequest;
import dev.quintet.common.id.TimeOrderedIds;
import dev.quintet.workload.target.DatabaseProblem;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;
import dev.quintet.workload.target.Targets;

/** Turns a request into a run that has begun. */
@Singleton
public class RunStarter {

    private final Workloads workloads;
    private final Targets targets;
    private final DataLocks locks;
    private final Runs runs;
    private final RunEnvironment environment;
    private final TimeOrderedIds ids;

    RunStarter(Workloads workloads, Targets targets, DataLocks locks, Runs runs, RunEnvironment environment) {
        this.workloads = workloads;
        this.targets = targets;
        this.locks = locks;
        this.runs = runs;
        this.environment = environment;
        Clock clock = environment.clock();
        this.ids = new TimeOrderedIds(clock);
    }

    /**
     * Starts what a request asks for. Blocks while the target is asked whether its data is there.
     *
     * @throws dev.quintet.common.problem.ProblemException 422, 409 or 503 with the reason
     */
    public LoadRun start(WorkloadRequest request) {
        Workload workload = workloads.get(request.type());
        Options options = Options.parse(RunOptions.of(workload), request.options());
        Target target = targets.choose(request.targetName());
        List<Node> nodes = workload.nodes(target, target.select(RunOptions.nodes(options)));
        Seats seats = RunOptions.seats(options, nodes, request.threads());
        int threads = seats.all().size();
        Optional<ExternalProgram> program = RunOptions.program(workload, options);
        WorkloadPlan plan = workload.plan(options, threads);
        RunOptions.requireFit(options, plan);
        RunSetup setup = new RunSetup(
                ids.next(),
                workload.type(),
                target,
                nodes,
                seats,
                options.values(),
                plan,
                RunOptions.schedule(options, threads),
                RunOptions.poisson(options),
                RunOptions.maxErrors(options),
                RunOptions.reportSeconds(options));
        DataLocks.Lease lease = locks.share(target.name(), workload.type(), setup.id());
        try {
            requireReady(setup);
            LoadRun run = program.isPresent()
                    ? new ExternalRun(setup, environment, program.get())
                    : new WorkloadRun(setup, environment);
            run.whenOver(lease::release);
            runs.add(run);
            run.start();
            return run;
        } catch (RuntimeException e) {
            lease.release();
            throw e;
        }
    }

    private static void requireReady(RunSetup setup) {
        for (int i = 0; i < setup.nodes().size(); i++) {
            Node node = setup.nodes().get(i);
            try {
                int workers = setup.seats().on(i);
                if (workers > 0) {
                    setup.plan().requireReady(setup.target(), node, workers);
                }
            } catch (SQLException e) {
                throw DatabaseProblem.of(setup.target(), node, e);
            }
        }
        if (setup.nodes().size() == setup.target().nodes().size()) {
            setup.plan().requireComplete();
        }
    }
}
