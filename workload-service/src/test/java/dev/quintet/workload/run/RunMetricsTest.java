package dev.quintet.workload.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.workload.LatencyMs;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;

import static org.assertj.core.api.Assertions.assertThat;

class RunMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RunMetrics metrics = new RunMetrics(meters);

    private static RunView run(String id, String kind, String target) {
        Instant now = Instant.EPOCH;
        return new RunView(
                id, kind, "tpcc", target, List.of("n1"), 1, Map.of(), "running", "", now, now, null, null, null);
    }

    private static RunReport report(long count, long errors, double p95) {
        RunReport.Measured measured =
                new RunReport.Measured(count, count, count, errors, new LatencyMs(1, 1, p95, p95, p95));
        return new RunReport(1, Instant.EPOCH, 1, false, 1, 0, 0, measured, Map.of(), Map.of("n1", measured), Map.of());
    }

    @Test
    void aRunIsCountedWhileItRunsAndHasNoLatencyAfterwards() {
        RunView run = run("r", "workload", "local");
        metrics.started(run);
        metrics.reported("r", report(10, 2, 250));
        metrics.reported("r", report(5, 0, 500));

        assertThat(meters.get("quintet.workload.runs").gauge().value()).isOne();
        assertThat(meters.get("quintet.workload.transactions")
                        .tags("workload", "tpcc", "target", "local", "node", "n1")
                        .counter()
                        .count())
                .isEqualTo(15);
        assertThat(meters.get("quintet.workload.errors").counter().count()).isEqualTo(2);
        assertThat(meters.get("quintet.workload.latency.p95").gauge().value()).isEqualTo(0.5);

        metrics.ended(run, Latencies.empty());
        assertThat(meters.get("quintet.workload.runs").gauge().value()).isZero();
        assertThat(meters.get("quintet.workload.latency.p95").gauge().value()).isNaN();
    }

    @Test
    void aPreparationIsNoRun() {
        metrics.started(run("p", "prepare", "local"));
        metrics.reported("p", report(10, 0, 1));

        assertThat(meters.get("quintet.workload.runs").gauge().value()).isZero();
        assertThat(meters.find("quintet.workload.transactions").counter()).isNull();
    }

    @Test
    void howeverManyTargetsThereAreTheSeriesAreBounded() {
        for (int i = 0; i < RunMetrics.MOST_SERIES + 50; i++) {
            RunView run = run("r" + i, "workload", "target" + i);
            metrics.started(run);
            metrics.reported(run.id(), report(1, 0, 1));
            metrics.ended(run, Latencies.empty());
        }

        assertThat(meters.find("quintet.workload.transactions").counters()).hasSize(RunMetrics.MOST_SERIES + 1);
        assertThat(meters.get("quintet.workload.transactions")
                        .tag("target", "other")
                        .counter()
                        .count())
                .isEqualTo(50);
    }
}
