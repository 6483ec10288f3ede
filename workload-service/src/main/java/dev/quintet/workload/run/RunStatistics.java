package dev.quintet.workload.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunReport.Measured;

/**
 * Statistics of a run by node and transaction. Recording is for any thread ({@link #cell}); intervals are closed and
 * read under this object's lock. Memory depends on the numbers of nodes and transactions only.
 */
final class RunStatistics {

    /**
     * A sum with its parts.
     *
     * @param total all
     * @param errors errors by kind
     * @param nodes by node
     * @param transactions by transaction
     */
    record Breakdown(
            Measured total,
            Map<String, Long> errors,
            Map<String, Measured> nodes,
            Map<String, Measured> transactions) {}

    private final List<String> nodes;
    private final List<String> transactions;
    private final List<Cell> cells = new ArrayList<>();
    private final Tally scratch = new Tally();

    RunStatistics(List<String> nodes, List<String> transactions) {
        this.nodes = List.copyOf(nodes);
        this.transactions = List.copyOf(transactions);
        for (int i = 0; i < nodes.size() * transactions.size(); i++) {
            cells.add(new Cell());
        }
    }

    Cell cell(int node, int transaction) {
        return cells.get(node * transactions.size() + transaction);
    }

    /** Errors since the start, the warm-up's too. */
    long errorsEver() {
        return cells.stream().mapToLong(Cell::errorsEver).sum();
    }

    /** Ends an interval of that length and tells what it held. */
    synchronized Breakdown closeInterval(double seconds, boolean measured) {
        cells.forEach(cell -> cell.closeInterval(measured));
        return breakdown(Cell::interval, seconds);
    }

    /** All measured intervals together. */
    synchronized Breakdown totals(double seconds) {
        return breakdown(Cell::total, seconds);
    }

    /** Latency of all measured transactions, microseconds. */
    synchronized Histogram latency() {
        Histogram all = Latencies.empty();
        cells.forEach(cell -> all.add(cell.total().latency()));
        return all;
    }

    /** Of one transaction. */
    synchronized Histogram latency(String transaction) {
        Histogram all = Latencies.empty();
        int t = transactions.indexOf(transaction);
        for (int n = 0; n < nodes.size(); n++) {
            all.add(cell(n, t).total().latency());
        }
        return all;
    }

    private Breakdown breakdown(Function<Cell, Tally> part, double seconds) {
        Map<String, Measured> byNode = new LinkedHashMap<>();
        for (int n = 0; n < nodes.size(); n++) {
            scratch.reset();
            for (int t = 0; t < transactions.size(); t++) {
                scratch.add(part.apply(cell(n, t)));
            }
            byNode.put(nodes.get(n), scratch.over(seconds));
        }
        Map<String, Measured> byTransaction = new LinkedHashMap<>();
        for (int t = 0; t < transactions.size(); t++) {
            scratch.reset();
            for (int n = 0; n < nodes.size(); n++) {
                scratch.add(part.apply(cell(n, t)));
            }
            byTransaction.put(transactions.get(t), scratch.over(seconds));
        }
        scratch.reset();
        cells.forEach(cell -> scratch.add(part.apply(cell)));
        return new Breakdown(scratch.over(seconds), scratch.errorsByKind(), byNode, byTransaction);
    }
}
