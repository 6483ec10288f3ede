package dev.quintet.anomaly.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.cause.CauseModel;
import dev.quintet.anomaly.detection.DistanceRanker;
import dev.quintet.anomaly.detection.NodeWatch;
import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.anomaly.metric.SyntheticNode;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.anomaly.node.RemoteNode;
import dev.quintet.common.api.anomaly.Diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

class DiagnoserTest {
    private static final List<String> NAMES = List.of("node1", "node2", "node3");

    private final Nodes nodes =
            new Nodes(NAMES.stream().map(name -> new RemoteNode(name)).toList());
    private final MetricStore metrics = new MetricStore(nodes, SyntheticNode.CATALOG, 600);
    private final RankStore ranks = new RankStore(NAMES, 600);
    private final Diagnoser diagnoser = new Diagnoser(metrics, ranks, Signatures.known(), NAMES, LearnedCauses.NONE);
    private final Map<String, SyntheticNode> sources = new LinkedHashMap<>();
    private final Map<String, NodeWatch> watches = new LinkedHashMap<>();
    private Instant time = Instant.parse("2026-01-01T10:00:00Z");

    @BeforeEach
    void calm() {
        IntStream.range(0, 3).forEach(i -> sources.put(NAMES.get(i), new SyntheticNode(i)));
        NAMES.forEach(name -> watches.put(
                name, new NodeWatch(new DistanceRanker(), SyntheticNode.CATALOG, 150, Duration.ofMinutes(10))));
        run(90);
    }

    @Test
    void namesNothingInCalm() {
        assertThat(diagnoser.diagnose(time.minusSeconds(30))).isEmpty();
    }

    @Test
    void namesACpuFaultOnItsNodeAloneThoughTheOthersSuffer() {
        sources.get("node2").extraCpu = 90;
        sources.values().forEach(source -> source.slowdown = 0.6);
        run(12);

        List<Diagnosis> found = diagnoser.diagnose(time.minusSeconds(30));

        assertThat(found).extracting(Diagnosis::node).containsOnly("node2");
        assertThat(found.get(0).type()).isEqualTo("cpu_stress");
        assertThat(found.get(0).score()).isGreaterThan(0.5);
        assertThat(found.get(0).since()).isBetween(time.minusSeconds(12), time.minusSeconds(2));
        assertThat(found.get(0).evidence().get(0)).satisfies(evidence -> {
            assertThat(evidence.metric()).isEqualTo("cpu_percent");
            assertThat(evidence.now()).isGreaterThan(evidence.before());
            assertThat(evidence.expected()).isEqualTo("up");
            assertThat(evidence.z()).isGreaterThan(3);
        });
    }

    @Test
    void namesTheCauseByWhatMoved() {
        sources.get("node1").extraMemory = 256;
        sources.get("node2").extraWrites = 60e6;
        sources.get("node3").extraLockWaits = 20;
        run(12);

        Map<String, String> best = new LinkedHashMap<>();
        diagnoser.diagnose(time.minusSeconds(30)).forEach(found -> best.putIfAbsent(found.node(), found.type()));

        assertThat(best)
                .containsEntry("node1", "memory_stress")
                .containsEntry("node2", "disk_stress")
                .containsEntry("node3", "lock_contention");
    }

    @Test
    void saysUnknownWhereNothingKnownFits() {
        Diagnoser ignorant = new Diagnoser(
                metrics,
                ranks,
                Signatures.known().stream()
                        .filter(signature -> !signature.cause().equals("memory_stress"))
                        .toList(),
                NAMES,
                LearnedCauses.NONE);
        sources.get("node1").extraMemory = 512;
        run(12);

        assertThat(ignorant.diagnose(time.minusSeconds(30))).singleElement().satisfies(found -> {
            assertThat(found.type()).isEqualTo(Diagnosis.UNKNOWN);
            assertThat(found.node()).isEqualTo("node1");
            assertThat(found.evidence())
                    .extracting(evidence -> evidence.metric())
                    .contains("memory_mib");
        });
    }

    @Test
    void oneExampleIsEnoughToNameACauseThatIsNotKnownBeforehand() {
        sources.get("node1").extraMemory = 512;
        run(20);
        LabelledEpisode leak =
                diagnoser.labelled("node1", time.minusSeconds(30), "leak").orElseThrow();
        LearnedModel learned = learned(leak);
        Diagnoser taught = new Diagnoser(metrics, ranks, Signatures.known(), NAMES, () -> Optional.of(learned));
        sources.get("node1").extraMemory = 0;
        run(120);
        sources.get("node3").extraMemory = 300;
        sources.get("node3").qps = 200;
        run(12);

        assertThat(taught.causes()).contains("leak", "memory_stress");
        assertThat(taught.diagnose(time.minusSeconds(10))).first().satisfies(found -> {
            assertThat(found.node()).isEqualTo("node3");
            assertThat(found.type()).isEqualTo("leak");
        });
    }

    @Test
    void anExampleOfOneCauseLeavesTheOthersAsTheyWere() {
        sources.get("node1").extraMemory = 512;
        run(20);
        LearnedModel learned = learned(
                diagnoser.labelled("node1", time.minusSeconds(30), "leak").orElseThrow());
        Diagnoser taught = new Diagnoser(metrics, ranks, Signatures.known(), NAMES, () -> Optional.of(learned));
        sources.get("node1").extraMemory = 0;
        run(120);
        sources.get("node2").extraCpu = 90;
        run(12);

        assertThat(taught.diagnose(time.minusSeconds(10)))
                .first()
                .extracting(Diagnosis::node, Diagnosis::type)
                .containsExactly("node2", "cpu_stress");
        assertThat(diagnoser.labelled("node3", time.minusSeconds(10), "leak")).isEmpty();
    }

    @Test
    void tellsOfAnEpisodeThatEndedWithinTheWindowAndNotOfAnEarlierOne() {
        sources.get("node2").extraCpu = 90;
        run(20);
        sources.get("node2").extraCpu = 0;
        run(40);

        assertThat(diagnoser.diagnose(time.minusSeconds(20))).isEmpty();
        assertThat(diagnoser.diagnose(time.minusSeconds(60)))
                .first()
                .extracting(Diagnosis::type)
                .isEqualTo("cpu_stress");
    }

    private static LearnedModel learned(LabelledEpisode example) {
        return new LearnedModel("v1", CauseModel.learn(List.of(example.example())));
    }

    private void run(int seconds) {
        for (int second = 0; second < seconds; second++) {
            time = time.plusSeconds(1);
            sources.forEach((name, source) -> {
                Sample sample = new Sample(time, source.sample());
                metrics.series(name).append(time, sample.values());
                watches.get(name).onSample(sample).ifPresent(said -> ranks.of(name)
                        .add(new Ranked(time, said.rank(), Map.of(), said.ranker())));
            });
        }
    }
}
