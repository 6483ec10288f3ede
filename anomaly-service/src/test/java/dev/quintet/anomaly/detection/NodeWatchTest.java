package dev.quintet.anomaly.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.anomaly.metric.Sample;
import dev.quintet.anomaly.metric.SyntheticNode;

import static org.assertj.core.api.Assertions.assertThat;

class NodeWatchTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final SyntheticNode node = new SyntheticNode(42);
    private final NodeWatch watch = new NodeWatch(new DistanceRanker(), SyntheticNode.CATALOG, 150, PATIENCE);
    private Instant time = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void saysNothingUntilItKnowsWhatIsNormal() {
        assertThat(next()).isEmpty();
        assertThat(run(60)).isNotEmpty();
    }

    @Test
    void ranksASteadyNodeBelowOneFifthForAnHour() {
        assertThat(run(3600)).allSatisfy(rank -> assertThat(rank).isLessThan(0.2));
    }

    @Test
    void raisesNoAlarmInHoursOfCalmWithLoadChanges() {
        run(60);
        List<Double> ranks = new ArrayList<>();
        double[] loads = {300, 900, 5, 2500, 40, 300, 1200, 0, 600, 100};
        for (int round = 0; round < 20; round++) {
            node.qps = loads[round % loads.length];
            ranks.addAll(run(200));
        }

        assertThat(ranks).hasSizeGreaterThan(3900).allSatisfy(rank -> assertThat(rank)
                .isLessThan(0.8));
        assertThat(ranks.stream().filter(rank -> rank >= NodeWatch.ANOMALOUS).count())
                .isLessThan(ranks.size() / 200);
    }

    @Test
    void raisesNoAlarmWhereANeighbourTakesHalfOfTheProcessor() {
        run(120);
        node.slowdown = 0.5;

        assertThat(run(60)).allSatisfy(rank -> assertThat(rank).isLessThan(0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 30, 300, 1000})
    void ranksACpuFaultAboveFourFifthsWithinTenSeconds(double qps) {
        node.qps = qps;
        run(90);
        node.extraCpu = 100;

        assertThat(run(10)).last().satisfies(rank -> assertThat(rank).isGreaterThan(0.8));
        assertThat(run(60)).allSatisfy(rank -> assertThat(rank).isGreaterThan(0.8));
    }

    @Test
    void seesAFaultSoonAfterTheLoadBegan() {
        node.qps = 2;
        run(60);
        node.qps = 400;
        run(25);
        node.extraCpu = 100;
        node.slowdown = 0.7;

        assertThat(run(10)).last().satisfies(rank -> assertThat(rank).isGreaterThan(0.8));
    }

    @Test
    void seesAFaultOfOneGroupEvenIfTheServiceStartedAtTheEndOfAnUpheaval() {
        node.extraMemory = 1000;
        node.extraWrites = 50e6;
        node.extraLockWaits = 40;
        run(5);
        node.extraMemory = 0;
        node.extraWrites = 0;
        node.extraLockWaits = 0;
        run(100);
        node.extraRttMs = 200;

        assertThat(run(10)).last().satisfies(rank -> assertThat(rank).isGreaterThan(0.8));
    }

    /** The longer way of a medium and of a low delay, there and back. */
    @ParameterizedTest
    @ValueSource(doubles = {200, 80})
    void ranksADelayOfTheClientsWayAboveFourFifthsWithinTenSeconds(double millis) {
        run(90);
        node.extraRttMs = millis;

        assertThat(run(10)).last().satisfies(rank -> assertThat(rank).isGreaterThan(0.8));
    }

    @Test
    void isCalmAgainSoonAfterAFault() {
        run(90);
        node.extraCpu = 100;
        run(120);
        node.extraCpu = 0;

        assertThat(run(10)).last().satisfies(rank -> assertThat(rank).isLessThan(0.2));
    }

    @Test
    void doesNotLearnAFaultAsNormalBeforeItsPatienceEnds() {
        run(90);
        node.extraMemory = 256;
        run(10);

        assertThat(run(280)).allSatisfy(rank -> assertThat(rank).isGreaterThan(0.8));
    }

    @Test
    void learnsWhatLastsInBoundedTime() {
        run(90);
        node.extraMemory = 256;
        run(10 + (int) PATIENCE.toSeconds() + 40);

        assertThat(run(30)).allSatisfy(rank -> assertThat(rank).isLessThan(0.2));
    }

    @Test
    void learnsANewLoadWithinAMinute() {
        run(90);
        node.qps = 3000;
        run(60);

        assertThat(run(30)).allSatisfy(rank -> assertThat(rank).isLessThan(0.2));
    }

    @Test
    void takesNeitherGapsNorMissingMetricsForAnomalies() {
        run(90);
        for (int second = 0; second < 4; second++) {
            next(SyntheticNode.gap());
        }

        assertThat(run(30)).allSatisfy(rank -> assertThat(rank).isLessThan(0.5));
    }

    @Test
    void ranksANodeThatWentAwaySoonAfterAGap() {
        run(90);
        for (int second = 0; second < 4; second++) {
            next(SyntheticNode.gap());
        }
        run(30);
        List<Double> ranks = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            float[] values = SyntheticNode.gap();
            values[SyntheticNode.CATALOG.column("up")] = 0;
            next(values).ifPresent(ranks::add);
        }

        assertThat(ranks).last().satisfies(rank -> assertThat(rank).isGreaterThan(0.8));
    }

    private List<Double> run(int seconds) {
        List<Double> ranks = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            next().ifPresent(ranks::add);
        }
        return ranks;
    }

    private Optional<Double> next() {
        return next(node.sample());
    }

    private Optional<Double> next(float[] values) {
        time = time.plusSeconds(1);
        return watch.onSample(new Sample(time, values)).map(Verdict::rank);
    }
}
