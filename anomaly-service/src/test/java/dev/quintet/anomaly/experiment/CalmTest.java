package dev.quintet.anomaly.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.metric.SyntheticNode;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.anomaly.node.RemoteNode;

import static org.assertj.core.api.Assertions.assertThat;

class CalmTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private final RankStore ranks = new RankStore(List.of("node1", "node2"), 100);
    private final MetricStore metrics = new MetricStore(
            new Nodes(List.of(new RemoteNode("node1"), new RemoteNode("node2"))), SyntheticNode.CATALOG, 100);
    private final Calm calm = new Calm(ranks, metrics);

    @Test
    void asksOnlyForTheNodesThatBelongToTheExperiment() {
        answers("node1", 30, 1);
        ranked("node1", 6, 0.1);
        ranked("node2", 6, 0.9);

        assertThat(calm.at(List.of("node1"), NOW)).isEqualTo(new Calm.State(List.of(), List.of()));
        assertThat(calm.at(List.of("node1", "node2"), NOW).restless()).containsExactly("node2");
    }

    @Test
    void isCalmOnlyAfterFiveSecondsOfLowRanks() {
        answers("node1", 30, 1);
        assertThat(calm.at(List.of("node1"), NOW).restless())
                .as("not ranked yet")
                .containsExactly("node1");

        ranked("node1", 1, 0.1);
        assertThat(calm.at(List.of("node1"), NOW).restless())
                .as("ranked for a second only")
                .containsExactly("node1");
    }

    @Test
    void aNodeIsDownOnlyIfItDidNotAnswerForLong() {
        answers("node1", 30, 0);
        answers("node2", 8, 0);
        ranked("node1", 6, 1);
        ranked("node2", 6, 1);

        Calm.State state = calm.at(List.of("node2", "node1"), NOW);
        assertThat(state.down()).containsExactly("node1");
        assertThat(state.restless()).as("may come back").containsExactly("node2");
    }

    private void answers(String node, int seconds, float up) {
        for (int ago = seconds; ago >= 0; ago--) {
            float[] values = SyntheticNode.gap();
            values[SyntheticNode.CATALOG.column("up")] = up;
            metrics.series(node).append(NOW.minusSeconds(ago), values);
        }
    }

    private void ranked(String node, int seconds, double rank) {
        for (int ago = seconds; ago >= 0; ago--) {
            ranks.of(node).add(new Ranked(NOW.minusSeconds(ago), rank, Map.of(), "distance"));
        }
    }
}
