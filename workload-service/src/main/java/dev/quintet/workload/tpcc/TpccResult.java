package dev.quintet.workload.tpcc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.BenchmarkResult;
import dev.quintet.common.api.workload.BenchmarkResult.Figure;
import dev.quintet.workload.run.Outcome;

/**
 * tpmC, the mix, and the 90th percentiles against their limits.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-c_v5.11.0.pdf">clauses 5.2.3, 5.2.5, 5.4</a>
 */
final class TpccResult {

    private static final double MICROS = 1e6;
    /** What a warehouse's ten terminals can give at most with keying and think times (clause 4.1.3). */
    private static final double MOST_OF_A_WAREHOUSE = 12.86;

    private TpccResult() {}

    static BenchmarkResult of(Outcome outcome, TpccOptions options, TpccCounters counters, int threads) {
        Map<TransactionKind, Histogram> latencies = new EnumMap<>(TransactionKind.class);
        for (TransactionKind kind : TransactionKind.values()) {
            latencies.put(kind, outcome.latency().apply(kind.label()));
        }
        long all =
                latencies.values().stream().mapToLong(Histogram::getTotalCount).sum();
        long newOrders = latencies.get(TransactionKind.NEW_ORDER).getTotalCount();
        Double perMinute = outcome.seconds() > 0 ? newOrders * 60 / outcome.seconds() : null;
        List<Figure> figures = new ArrayList<>();
        for (TransactionKind kind : TransactionKind.values()) {
            double p90 = latencies.get(kind).getValueAtPercentile(90) / MICROS;
            figures.add(Figure.limited(kind.label() + " p90", p90, "s", null, (double) kind.limitSeconds()));
        }
        for (TransactionKind kind : TransactionKind.values()) {
            double part = all == 0 ? 0 : 100.0 * latencies.get(kind).getTotalCount() / all;
            // A thread's last deck may be dealt only in part, and may then lack this kind's cards.
            double undealt = all == 0 ? 100 : 100.0 * kind.cards() * threads / all;
            figures.add(
                    kind.minPercent() == 0
                            ? Figure.of(kind.label() + " part", part, "%")
                            : Figure.atLeast(kind.label() + " part", part, "%", kind.minPercent(), undealt));
        }
        figures.add(Figure.of(
                "new orders rolled back", (double) counters.rolledBack().sum(), "orders"));
        figures.add(Figure.of(
                "districts without a waiting order",
                (double) counters.skippedDistricts().sum(),
                "districts"));
        if (options.paced() && perMinute != null) {
            double most = MOST_OF_A_WAREHOUSE * options.warehouses();
            figures.add(Figure.limited("efficiency", 100 * perMinute / most, "%", null, 100.0));
        }
        return BenchmarkResult.of("tpmC", perMinute, figures);
    }
}
