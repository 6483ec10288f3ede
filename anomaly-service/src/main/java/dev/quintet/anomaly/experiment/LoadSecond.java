package dev.quintet.anomaly.experiment;

import java.time.Instant;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunReport.Measured;

/**
 * A load in one interval, normally a second.
 *
 * @param time its end
 * @param tps transactions a second
 * @param p95 of latency, ms
 * @param errors in the interval
 */
record LoadSecond(Instant time, double tps, double p95, double errors) {
    static LoadSecond of(RunReport report) {
        return of(report, report.total());
    }

    /** One node's part, or the whole where the load is not told by node. */
    static LoadSecond of(RunReport report, String node) {
        return of(report, report.nodes().getOrDefault(node, report.total()));
    }

    /** Its middle, by which it belongs to one phase or another. */
    Instant middle() {
        return time.minusMillis(500);
    }

    private static LoadSecond of(RunReport report, Measured part) {
        return new LoadSecond(report.time(), part.tps(), part.latencyMs().p95(), part.errors());
    }
}
