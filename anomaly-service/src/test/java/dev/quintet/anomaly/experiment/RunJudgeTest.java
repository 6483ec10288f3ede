package dev.quintet.anomaly.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.experiment.Recording.Diagnosed;
import dev.quintet.anomaly.experiment.Recording.Rank;
import dev.quintet.anomaly.run.RowState;
import dev.quintet.common.api.anomaly.Diagnosis;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentSummary;
import dev.quintet.common.api.anomaly.FaultVerdict;
import dev.quintet.common.api.workload.LatencyMs;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunReport.Measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A run of 100 s: baseline from 10, faults on node1 from 40 to 60 and on node2 from 50 to 60, cooldown from 60. */
class RunJudgeTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private final ExperimentRunView run = new ExperimentRunView(
            1,
            "finished",
            "",
            START,
            at(10),
            at(40),
            at(60),
            at(100),
            "load-1",
            List.of(fault("a", "cpu_stress", "node1", 40, 60), fault("b", "slow_query", "node2", 50, 60)),
            0,
            0,
            0,
            null);

    @Test
    void labelsEachNodeByItsOwnFaults() {
        Labels labels = new Labels(run);

        assertThat(labels.of("node1", at(9))).isEqualTo(RowState.IGNORED);
        assertThat(labels.of("node1", at(10))).isEqualTo(RowState.NORMAL);
        assertThat(labels.of("node1", at(40))).isEqualTo(RowState.ABNORMAL);
        assertThat(labels.of("node2", at(40))).isEqualTo(RowState.IGNORED);
        assertThat(labels.of("node2", at(50))).isEqualTo(RowState.ABNORMAL);
        assertThat(labels.of("node3", at(55))).isEqualTo(RowState.IGNORED);
        assertThat(labels.of("node1", at(60))).isEqualTo(RowState.IGNORED);
        assertThat(labels.of("node1", at(75))).isEqualTo(RowState.NORMAL);
    }

    @Test
    void aFaultWhoseEndNobodySawLastsToTheEnd() {
        ExperimentRunView killed = new ExperimentRunView(
                1,
                "interrupted",
                "",
                START,
                at(10),
                at(40),
                null,
                null,
                null,
                List.of(fault("a", "cpu_stress", "node1", 40, 0)),
                0,
                0,
                0,
                null);

        assertThat(new Labels(killed).of("node1", at(99))).isEqualTo(RowState.ABNORMAL);
        assertThat(new Labels(killed).of("node2", at(99))).isEqualTo(RowState.IGNORED);
    }

    @Test
    void tellsDetectionDelayAndPlaceOfEachFault() {
        ExperimentRunView judged = judge(
                Map.of("node1", ranks(44, 62), "node2", ranks()),
                List.of(
                        said(45, "node1 cpu_stress", "node2 slow_query"),
                        said(58, "node3 disk_stress", "node1 cpu_stress", "node2 slow_query"),
                        said(60, "node2 slow_query")));

        FaultVerdict first = judged.faults().get(0);
        assertThat(first.detected()).isTrue();
        assertThat(first.delaySeconds()).isEqualTo(4);
        assertThat(first.place()).isEqualTo(2);
        assertThat(first.top1()).isFalse();
        assertThat(first.top3()).isTrue();
        assertThat(first.diagnosed()).isEqualTo("node3 disk_stress");
        FaultVerdict second = judged.faults().get(1);
        assertThat(second.detected()).isFalse();
        assertThat(second.delaySeconds()).isNull();
        assertThat(second.place()).as("other faults in force do not count").isEqualTo(2);
    }

    @Test
    void tellsFalseAlarmsFromThoseThatAFaultElsewhereCaused() {
        ExperimentRunView judged = judge(
                Map.of("node1", ranks(44, 62), "node3", concat(ranks(20, 22), ranks(45, 50), ranks(90, 95))),
                List.of());

        assertThat(judged.falseAlarms()).isEqualTo(2);
        assertThat(judged.spreadAlarms()).isEqualTo(1);
        assertThat(judged.calmSeconds())
                .as("30 s before and 25 s after, of two nodes")
                .isEqualTo(110);
        assertThat(judged.faults().get(0).place()).isNull();
        assertThat(judged.faults().get(0).diagnosed()).isNull();
    }

    @Test
    void tellsWhatTheLoadSuffered() {
        ExperimentRunView judged = judge(Map.of(), List.of());

        assertThat(judged.impact().tpsBefore()).isEqualTo(100);
        assertThat(judged.impact().tpsDuring()).isEqualTo(50);
        assertThat(judged.impact().tpsChange()).isEqualTo(-0.5);
        assertThat(judged.impact().p95Change()).isEqualTo(3);
        assertThat(judged.impact().errorsDuring()).isEqualTo(2);
        assertThat(judged.faults().get(0).impact().tpsDuring())
                .as("on its node")
                .isEqualTo(5);
        assertThat(judged.faults().get(1).impact().tpsDuring())
                .as("where nodes are not told")
                .isEqualTo(50);
    }

    @Test
    void sumsUpRunsThatWentThrough() {
        ExperimentRunView judged = judge(Map.of("node1", ranks(44, 62)), List.of(said(58, "node1 cpu_stress")));
        ExperimentRunView stopped =
                new ExperimentRunView(2, "stopped", "", START, null, null, null, START, null, List.of(), 9, 9, 9, null);

        ExperimentSummary summary =
                Summaries.of(List.of(judged, judged, stopped)).orElseThrow();

        assertThat(summary.runs()).isEqualTo(2);
        assertThat(summary.faults()).isEqualTo(4);
        assertThat(summary.detected()).isEqualTo(2);
        assertThat(summary.meanDelaySeconds()).isEqualTo(4);
        assertThat(summary.top1()).isEqualTo(2);
        assertThat(summary.falseAlarms()).isZero();
        assertThat(summary.tpsChange()).isEqualTo(-0.5, within(1e-9));
        assertThat(Summaries.of(List.of(stopped))).isEmpty();
    }

    private ExperimentRunView judge(Map<String, List<Rank>> ranks, List<Diagnosed> said) {
        List<RunReport> load =
                IntStream.rangeClosed(1, 100).mapToObj(RunJudgeTest::second).toList();
        return new RunJudge(run, new Recording(ranks, said, load), 0.8).judge();
    }

    private static RunReport second(int second) {
        boolean bad = second > 40 && second <= 60; // an interval is told at its end
        Measured all = measured(bad ? 50 : 100, bad ? 40 : 10, bad ? 2 : 0);
        return new RunReport(
                second,
                at(second),
                1,
                false,
                4,
                0,
                0,
                all,
                Map.of(),
                Map.of("node1", measured(bad ? 5 : 50, 10, 0)),
                Map.of());
    }

    private static Measured measured(double tps, double p95, long errors) {
        return new Measured((long) tps, tps, tps, errors, new LatencyMs(p95, p95, p95, p95, p95));
    }

    private static FaultVerdict fault(String id, String type, String node, int from, int to) {
        return new FaultVerdict(
                id,
                type,
                node,
                "medium",
                at(from),
                to == 0 ? null : at(to),
                false,
                null,
                null,
                false,
                false,
                null,
                null);
    }

    /** A rank each second, 0.9 in the given stretch. */
    private static List<Rank> ranks(int from, int to) {
        return IntStream.range(0, 100)
                .mapToObj(second -> new Rank(at(second), second >= from && second < to ? 0.9 : 0.1))
                .toList();
    }

    private static List<Rank> ranks() {
        return List.of();
    }

    @SafeVarargs
    private static List<Rank> concat(List<Rank>... parts) {
        List<Rank> highest = new ArrayList<>(parts[0]);
        for (List<Rank> part : parts) {
            for (int i = 0; i < highest.size(); i++) {
                if (part.get(i).value() > highest.get(i).value()) {
                    highest.set(i, part.get(i));
                }
            }
        }
        return highest;
    }

    private static Diagnosed said(int second, String... pairs) {
        return new Diagnosed(
                at(second),
                List.of(pairs).stream()
                        .map(pair -> pair.split(" ", -1))
                        .map(pair -> new Diagnosis(pair[0], pair[1], 0.9, List.of(), at(second)))
                        .toList());
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
