package dev.quintet.workload.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.ActiveRun;
import dev.quintet.common.api.workload.LatencyMs;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunSummary;
import dev.quintet.workload.run.LoadSchedule.Stretch;
import dev.quintet.workload.run.RunStatistics.Breakdown;
import dev.quintet.workload.target.ProcessUsage;

/** Makes a run's reports and result from its statistics. Recording is for any thread; the rest is synchronized. */
final class RunMeter {

    private static final double NANOS = 1e9;
    /** A rest at the end that is shorter makes no report of its own. */
    private static final double SHORTEST_REPORT_SECONDS = 0.1;

    private final RunSetup setup;
    private final RunEnvironment env;
    private final List<Pacer> pacers;
    private final RunStatistics statistics;
    private final ReportLog log;
    private final ProcessUsage processes;

    private Optional<ProcessUsage.Percent> usage = Optional.empty();
    private double measuredSeconds;
    private long intervalBegin;
    private long stoppedAt = LoadSchedule.NEVER;
    private long lastSecond;
    private int lastPhase = -1;

    RunMeter(RunSetup setup, RunEnvironment env, List<Pacer> pacers) {
        this.setup = setup;
        this.env = env;
        this.pacers = List.copyOf(pacers);
        this.statistics = new RunStatistics(setup.nodeNames(), setup.plan().transactions());
        this.log = new ReportLog(env.limits().keptReports(), env.limits().followers());
        this.processes = new ProcessUsage(env.proc(), setup.nodes());
    }

    IntFunction<Cell> cells(int node) {
        return transaction -> statistics.cell(node, transaction);
    }

    long errorsEver() {
        return statistics.errorsEver();
    }

    ReportLog log() {
        return log;
    }

    synchronized void begin() {
        // Errors of the first connections belong to no interval.
        statistics.closeInterval(1, false);
        usage = processes.sample(env.runClock().nanos());
    }

    /**
     * Ends an interval at that time of the run; empty once the run was told to end, and when it follows so soon on the
     * one before that this one only was late.
     */
    synchronized Optional<RunReport> tick(long elapsed) {
        boolean caughtUp = (elapsed - intervalBegin) / NANOS < SHORTEST_REPORT_SECONDS;
        if (stoppedAt != LoadSchedule.NEVER || caughtUp) {
            return Optional.empty();
        }
        usage = processes.sample(env.runClock().nanos());
        return Optional.of(close(elapsed));
    }

    /** The run was told to end then. */
    synchronized void stopAt(long elapsed) {
        stoppedAt = elapsed;
    }

    /** The last interval, from the last report to the stop. */
    synchronized Optional<RunReport> finish() {
        long end = Math.max(intervalBegin, stoppedAt);
        boolean worthIt = (end - intervalBegin) / NANOS >= SHORTEST_REPORT_SECONDS;
        RunReport rest = close(end);
        return worthIt ? Optional.of(rest) : Optional.empty();
    }

    private RunReport close(long elapsed) {
        long middle = intervalBegin + (elapsed - intervalBegin) / 2;
        boolean warmup = middle < setup.schedule().warmupEnd();
        double seconds = (elapsed - intervalBegin) / NANOS;
        intervalBegin = elapsed;
        if (!warmup) {
            measuredSeconds += seconds;
        }
        Breakdown part = statistics.closeInterval(seconds, !warmup);
        lastSecond = Math.max(lastSecond + 1, Math.round(elapsed / NANOS));
        Stretch stretch = setup.schedule().at(middle);
        RunReport report = new RunReport(
                lastSecond,
                Instant.now(env.clock()),
                stretch.phase(),
                warmup,
                stretch.threads(),
                stretch.rate(),
                pacers.stream().mapToLong(pacer -> pacer.backlog(elapsed)).sum(),
                part.total(),
                part.errors(),
                part.nodes(),
                part.transactions());
        log.add(report);
        return report;
    }

    /** Whether this report is the first of its phase. */
    synchronized boolean newPhase(RunReport report) {
        boolean first = report.phase() != lastPhase;
        lastPhase = report.phase();
        return first;
    }

    synchronized RunSummary summary() {
        Breakdown all = statistics.totals(measuredSeconds);
        long at = stoppedAt;
        long unserved = at == LoadSchedule.NEVER
                ? 0
                : pacers.stream().mapToLong(pacer -> pacer.unserved(at)).sum();
        return new RunSummary(
                Math.round(measuredSeconds * 1000) / 1000.0,
                all.total(),
                unserved,
                all.errors(),
                all.nodes(),
                all.transactions(),
                setup.plan()
                        .result(new Outcome(measuredSeconds, statistics::latency))
                        .orElse(null));
    }

    Histogram latency() {
        return statistics.latency();
    }

    synchronized ActiveRun.Metrics active() {
        Optional<RunReport.Measured> last = log.latest().map(RunReport::total);
        return new ActiveRun.Metrics(
                last.map(RunReport.Measured::tps).orElse(0.0),
                last.map(RunReport.Measured::qps).orElse(0.0),
                last.map(RunReport.Measured::latencyMs).orElse(LatencyMs.NONE),
                errorsEver(),
                usage.map(ProcessUsage.Percent::cpu).orElse(null),
                usage.map(ProcessUsage.Percent::memory).orElse(null),
                usage.map(ProcessUsage.Percent::disk).orElse(null));
    }
}
