package dev.quintet.workload.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;

/**
 * Shows throughput and latency of what runs to Prometheus, by workload, target and node.
 *
 * <p>INVARIANT: at most {@link #MOST_SERIES} sets of these names are kept apart; what comes after that is counted as
 * {@code other}.
 */
@Singleton
public class RunMetrics implements RunListener {
    static final int MOST_SERIES = 200;
    private static final String OTHER = "other";

    private final MeterRegistry meters;
    private final Map<String, RunView> running = new ConcurrentHashMap<>();
    private final Map<Kind, Series> series = new ConcurrentHashMap<>();

    private record Kind(String workload, String target, String node) {}

    /** What Prometheus is shown of a kind. */
    private static final class Series {
        private final Counter transactions;
        private final Counter errors;
        private volatile double p95Seconds = Double.NaN;

        Series(MeterRegistry meters, Kind kind) {
            Tags tags = Tags.of("workload", kind.workload(), "target", kind.target(), "node", kind.node());
            transactions = Counter.builder("quintet.workload.transactions")
                    .description("Transactions that succeeded")
                    .tags(tags)
                    .register(meters);
            errors = Counter.builder("quintet.workload.errors")
                    .description("Transactions that failed")
                    .tags(tags)
                    .register(meters);
            Gauge.builder("quintet.workload.latency.p95", () -> p95Seconds)
                    .description("95th percentile of latency in the last interval; none while nothing runs")
                    .baseUnit("seconds")
                    .tags(tags)
                    .register(meters);
        }
    }

    public RunMetrics(MeterRegistry meters) {
        this.meters = meters;
        meters.gaugeMapSize("quintet.workload.runs", Tags.empty(), running);
    }

    @Override
    public void started(RunView run) {
        if (run.kind().equals("workload")) {
            running.put(run.id(), run);
        }
    }

    @Override
    public void reported(String id, RunReport report) {
        RunView run = running.get(id);
        if (run != null) {
            report.nodes().forEach((node, measured) -> {
                Series shown = of(run, node);
                shown.transactions.increment((double) measured.count());
                shown.errors.increment((double) measured.errors());
                shown.p95Seconds = measured.count() == 0
                        ? Double.NaN
                        : measured.latencyMs().p95() / 1000;
            });
        }
    }

    private Series of(RunView run, String node) {
        Kind kind = new Kind(run.type(), run.target(), node);
        boolean full = series.size() >= MOST_SERIES && !series.containsKey(kind);
        return series.computeIfAbsent(
                full ? new Kind(OTHER, OTHER, OTHER) : kind, missing -> new Series(meters, missing));
    }

    @Override
    public void ended(RunView run, Histogram latency) {
        if (running.remove(run.id()) != null) {
            run.nodes().forEach(node -> of(run, node).p95Seconds = Double.NaN);
        }
    }
}
