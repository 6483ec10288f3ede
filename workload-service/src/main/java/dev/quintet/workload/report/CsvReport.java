package dev.quintet.workload.report;

import java.util.Locale;

import dev.quintet.common.api.workload.LatencyMs;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunReport.Measured;

/** Reports as CSV: for each interval a line for all, one a node and one a transaction. */
final class CsvReport {

    static final String HEADER = "second,time,phase,warmup,threads,rate,backlog,scope,name,count,tps,qps,errors,"
            + "latency_mean_ms,latency_p50_ms,latency_p95_ms,latency_p99_ms,latency_max_ms\n";

    private CsvReport() {}

    /** The lines of one interval. */
    static String lines(RunReport report) {
        StringBuilder lines = new StringBuilder(line(report, "total", "", report.total()));
        report.nodes().forEach((name, part) -> lines.append(line(report, "node", name, part)));
        report.transactions().forEach((name, part) -> lines.append(line(report, "transaction", name, part)));
        return lines.toString();
    }

    private static String line(RunReport report, String scope, String name, Measured part) {
        LatencyMs latency = part.latencyMs();
        return String.format(
                Locale.ROOT,
                "%d,%s,%d,%s,%d,%s,%d,%s,%s,%d,%s,%s,%d,%s,%s,%s,%s,%s%n",
                report.second(),
                report.time(),
                report.phase(),
                report.warmup(),
                report.threads(),
                report.rate(),
                report.backlog(),
                scope,
                quoted(name),
                part.count(),
                part.tps(),
                part.qps(),
                part.errors(),
                latency.mean(),
                latency.p50(),
                latency.p95(),
                latency.p99(),
                latency.max());
    }

    private static String quoted(String name) {
        return name.matches("[A-Za-z0-9._-]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
