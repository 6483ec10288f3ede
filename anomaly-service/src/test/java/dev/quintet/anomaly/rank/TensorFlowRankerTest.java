package dev.quintet.anomaly.rank;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.quintet.anomaly.detection.NodeWatch;
import dev.quintet.anomaly.detection.Verdict;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.anomaly.metric.SyntheticNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The model that comes with the service, on nodes made up for tests, which it never saw. */
class TensorFlowRankerTest {
    private static RankModel bundled;

    private final SyntheticNode node = new SyntheticNode(42);
    private final LiveRanker live = new LiveRanker("for a test", Clock.systemUTC());
    private final NodeWatch watch = new NodeWatch(live, SyntheticNode.CATALOG, 150, Duration.ofMinutes(5));
    private Instant time = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        bundled = BundledModel.load();
    }

    @AfterAll
    static void close() {
        bundled.close();
    }

    @Test
    void theBundledModelIsSmallAndSaysWhereItComesFrom() {
        assertThat(bundled.bytes()).isLessThan(1 << 20);
        assertThat(bundled.metadata().training()).containsKeys("runs", "rows", "seed");
        assertThat(bundled.metadata().quality()).containsKeys("tensorflow", "distance");
        assertThat(bundled.metadata().classes()).contains("cpu_stress", "memory_stress", "network_delay");
    }

    @Test
    void ranksASteadyNodeBelowOneFifthAndACpuFaultAboveFourFifthsWithinTenSeconds() {
        use(bundled);
        run(60);
        assertThat(run(600)).allSatisfy(said -> {
            assertThat(said.rank()).isLessThan(0.2);
            assertThat(said.ranker()).isEqualTo("tensorflow");
        });

        node.extraCpu = 100;
        assertThat(run(10)).last().satisfies(said -> {
            assertThat(said.rank()).isGreaterThan(0.8);
            assertThat(said.causes()).hasSameSizeAs(bundled.metadata().classes());
        });
        node.extraCpu = 0;
        assertThat(run(10)).last().satisfies(said -> assertThat(said.rank()).isLessThan(0.2));
    }

    @Test
    void raisesNoAlarmWhereTheLoadChanges() {
        use(bundled);
        run(60);
        for (double load : new double[] {300, 900, 5, 2500, 40, 300, 1200, 0, 600, 100}) {
            node.qps = load;
            assertThat(run(200)).allSatisfy(said -> assertThat(said.rank()).isLessThan(0.8));
        }
    }

    @Test
    void ranksANodeThatWentAwayAndTakesGapsForNothing() {
        use(bundled);
        run(90);
        for (int second = 0; second < 4; second++) {
            next(SyntheticNode.gap());
        }
        assertThat(run(30)).allSatisfy(said -> assertThat(said.rank()).isLessThan(0.5));

        List<Verdict> gone = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            float[] values = SyntheticNode.gap();
            values[SyntheticNode.CATALOG.column("up")] = 0;
            gone.addAll(next(values));
        }
        assertThat(gone).last().satisfies(said -> assertThat(said.rank()).isGreaterThan(0.8));
    }

    @Test
    void aModelOfOtherFeaturesIsFedByItsDescription() throws IOException {
        try (RankModel foreign = RankModel.load(HandMadeModel.sum(folder.resolve("m")))) {
            use(foreign);
            node.qps = 300; // about 21 % of a processor and 200 MiB
            List<Verdict> calm = run(60);
            node.extraCpu = 200;
            node.extraMemory = 300;
            List<Verdict> busy = run(10);

            double expected = 1 / (1 + Math.exp((50 - 21) / 25.0));
            assertThat(calm).last().satisfies(said -> assertThat(said.rank())
                    .isBetween(expected - 0.1, expected + 0.1));
            assertThat(busy).last().satisfies(said -> assertThat(said.rank()).isGreaterThan(0.99));
        }
    }

    @Test
    void aModelThatFailsLosesItsPlaceToTheDistanceRankerWhichSaysWhy() throws IOException {
        RankModel foreign = RankModel.load(HandMadeModel.sum(folder.resolve("m")));
        List<String> told = new ArrayList<>();
        live.onChange(state -> told.add(state.name()));
        use(foreign);
        run(30);
        foreign.close();

        assertThat(run(5)).hasSize(5).allSatisfy(said -> assertThat(said.ranker())
                .isEqualTo("distance"));
        assertThat(live.state().reason()).isEqualTo("the model m failed: the model is closed");
        assertThat(told).containsExactly("distance", "tensorflow", "distance");
    }

    @Test
    void aModelThatKnowsNothingOfWhatIsMeasuredIsRefused() throws IOException {
        try (RankModel foreign = RankModel.load(HandMadeModel.sum(folder.resolve("m")))) {
            assertThatThrownBy(() -> new TensorFlowRanker(foreign, new MetricCatalog(List.of())))
                    .hasMessage("none of its features is measured here");
        }
    }

    private void use(RankModel model) {
        live.use("m", new TensorFlowRanker(model, SyntheticNode.CATALOG));
    }

    private List<Verdict> run(int seconds) {
        List<Verdict> said = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            said.addAll(next(node.sample()));
        }
        return said;
    }

    private List<Verdict> next(float[] values) {
        time = time.plusSeconds(1);
        return watch.onSample(new Sample(time, Arrays.copyOf(values, values.length))).stream()
                .toList();
    }
}
