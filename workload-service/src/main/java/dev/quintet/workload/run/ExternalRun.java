package dev.quintet.workload.run;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.HdrHistogram.Histogram;
import org.jboss.logging.Logger;

import dev.quintet.common.api.workload.ActiveRun;
import dev.quintet.common.api.workload.LatencyMs;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunReport.Measured;
import dev.quintet.common.api.workload.RunSummary;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.workload.run.LoadSchedule.Stretch;
import dev.quintet.workload.target.ProcessUsage;

/** A run whose load a real program makes: one process a node, its output as this service's reports. */
public final class ExternalRun implements LoadRun {

    private static final Logger LOG = Logger.getLogger(ExternalRun.class);
    private static final double NANOS = 1e9;

    private final RunSetup setup;
    private final RunEnvironment env;
    private final ExternalProgram program;
    private final RunLife life;
    private final ReportLog log;
    private final ProcessUsage usage;
    private final Map<String, ExternalProcess> processes = new LinkedHashMap<>();
    private final RunEnd end = new RunEnd();

    private volatile Optional<ProcessUsage.Percent> lastUsage = Optional.empty();
    private volatile Future<?> ticking;
    private volatile long beginNanos;
    private volatile long endNanos;

    ExternalRun(RunSetup setup, RunEnvironment env, ExternalProgram program) {
        this.setup = setup;
        this.env = env;
        this.program = program;
        this.life = new RunLife(env.clock());
        this.log = new ReportLog(env.limits().keptReports(), env.limits().followers());
        this.usage = new ProcessUsage(env.proc(), setup.nodes());
    }

    @Override
    public void start() {
        env.listener().created(view());
        life.begin("running");
        beginNanos = env.runClock().nanos();
        try {
            launch();
        } catch (IOException e) {
            end(RunStatus.FAILED, "the program did not start: " + e.getMessage());
            return;
        }
        long interval = setup.reportSeconds();
        ticking = env.supervisor().scheduleAtFixedRate(this::tick, interval, interval, TimeUnit.SECONDS);
        env.listener().started(view());
    }

    private void launch() throws IOException {
        Stretch only = setup.schedule().stretches().get(0);
        long seconds = only.end() == LoadSchedule.NEVER ? 0 : TimeUnit.NANOSECONDS.toSeconds(only.end());
        for (int i = 0; i < setup.nodes().size(); i++) {
            int threads = setup.seats().on(i);
            if (threads > 0) {
                double rate = only.rate() * setup.seats().share(i);
                List<String> input = program.input(
                        setup.target(), setup.nodes().get(i), threads, seconds, rate, setup.reportSeconds());
                ExternalProcess process = ExternalProcess.start(
                        program.command(), input, program.output(), env.threads(), this::onProcessGone);
                synchronized (processes) {
                    processes.put(setup.nodes().get(i).name(), process);
                }
            }
        }
    }

    private Map<String, ExternalProcess> processes() {
        synchronized (processes) {
            return new LinkedHashMap<>(processes);
        }
    }

    private void tick() {
        try {
            lastUsage = usage.sample(env.runClock().nanos());
            RunReport report = report();
            log.add(report);
            env.listener().reported(setup.id(), report);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Run %s: no report", setup.id());
        }
    }

    private RunReport report() {
        Map<String, Measured> nodes = byNode(ProgramOutput::interval);
        Measured total = sum(nodes, LatencyMs.NONE);
        Stretch only = setup.schedule().stretches().get(0);
        return new RunReport(
                Math.round((env.runClock().nanos() - beginNanos) / NANOS),
                Instant.now(env.clock()),
                1,
                false,
                setup.threads(),
                only.rate(),
                0,
                total,
                Map.of(),
                nodes,
                Map.of(setup.plan().transactions().get(0), total));
    }

    private Map<String, Measured> byNode(Function<ProgramOutput, Measured> part) {
        Map<String, Measured> nodes = new LinkedHashMap<>();
        processes().forEach((node, process) -> nodes.put(node, part.apply(process.output())));
        return nodes;
    }

    /** All nodes; where the distribution is not known, the largest percentile of any of them. */
    private static Measured sum(Map<String, Measured> nodes, LatencyMs known) {
        long count = 0;
        double tps = 0;
        double qps = 0;
        long errors = 0;
        double p95 = 0;
        for (Measured node : nodes.values()) {
            count += node.count();
            tps += node.tps();
            qps += node.qps();
            errors += node.errors();
            p95 = Math.max(p95, node.latencyMs().p95());
        }
        LatencyMs latency = known.equals(LatencyMs.NONE) ? new LatencyMs(0, 0, p95, 0, 0) : known;
        return new Measured(count, Math.round(tps * 100) / 100.0, Math.round(qps * 100) / 100.0, errors, latency);
    }

    /** A node's total with its own distribution, once the program has told it. */
    private static Measured total(ProgramOutput output) {
        Measured total = output.total();
        Histogram latency = output.latency();
        return latency.getTotalCount() == 0
                ? total
                : new Measured(total.count(), total.tps(), total.qps(), total.errors(), Latencies.view(latency));
    }

    private void onProcessGone() {
        if (processes().values().stream().noneMatch(ExternalProcess::alive)
                || failure().isPresent()) {
            Optional<String> failure = failure();
            end(failure.isPresent() ? RunStatus.FAILED : RunStatus.FINISHED, failure.orElse("ran to its end"));
        }
    }

    private Optional<String> failure() {
        return processes().values().stream()
                .flatMap(process -> process.output().failure().stream())
                .findFirst();
    }

    @Override
    public void stop(String why) {
        end(RunStatus.STOPPED, why);
    }

    private void end(RunStatus as, String why) {
        if (!life.stop(as, why)) {
            return;
        }
        endNanos = env.runClock().nanos();
        Future<?> ticks = ticking;
        if (ticks != null) {
            ticks.cancel(false);
        }
        processes().values().forEach(ExternalProcess::end);
        try {
            Future<?> unused =
                    env.supervisor().schedule(this::close, env.limits().graceMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The service is going down and does not time things any more.
            close();
        }
    }

    private void close() {
        // Once: it is called for the one who told it to end.
        end.letGo();
        life.end();
        env.listener().ended(view(), latency());
        end.complete();
    }

    @Override
    public String id() {
        return setup.id();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return end.future();
    }

    @Override
    public void whenOver(Runnable then) {
        end.whenOver(then);
    }

    @Override
    public void whenEnded(Runnable then) {
        end.whenEnded(then);
    }

    @Override
    public int threads() {
        return setup.threads();
    }

    @Override
    public List<RunReport> reports() {
        return log.all();
    }

    @Override
    public Histogram latency() {
        Histogram all = Latencies.empty();
        processes().values().forEach(process -> all.add(process.output().latency()));
        return all;
    }

    @Override
    public boolean follow(Consumer<RunReport> follower) {
        return log.follow(follower);
    }

    @Override
    public void unfollow(Consumer<RunReport> follower) {
        log.unfollow(follower);
    }

    @Override
    public RunView view() {
        Map<String, Measured> nodes = byNode(ExternalRun::total);
        Measured total = sum(nodes, Latencies.view(latency()));
        long end = endNanos > 0 ? endNanos : env.runClock().nanos();
        double seconds = beginNanos == 0 ? 0 : Math.round((end - beginNanos) / 1e6) / 1000.0;
        Map<String, Long> errors = total.errors() == 0 ? Map.of() : Map.of("other", total.errors());
        return setup.view(
                life.now(),
                "",
                new RunSummary(
                        seconds,
                        total,
                        0,
                        errors,
                        nodes,
                        Map.of(setup.plan().transactions().get(0), total),
                        null));
    }

    @Override
    public ActiveRun active() {
        Measured last = log.latest().map(RunReport::total).orElse(new Measured(0, 0, 0, 0, LatencyMs.NONE));
        return setup.active(
                life.now(),
                new ActiveRun.Metrics(
                        last.tps(),
                        last.qps(),
                        last.latencyMs(),
                        byNode(ProgramOutput::total).values().stream()
                                .mapToLong(Measured::errors)
                                .sum(),
                        lastUsage.map(ProcessUsage.Percent::cpu).orElse(null),
                        lastUsage.map(ProcessUsage.Percent::memory).orElse(null),
                        lastUsage.map(ProcessUsage.Percent::disk).orElse(null)));
    }
}
