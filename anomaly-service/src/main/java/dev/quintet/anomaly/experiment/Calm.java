package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.node.Nodes;

/** Whether the nodes are as usual. */
@Singleton
class Calm {
    private static final double MOST = 0.2;
    private static final Duration LASTING = Duration.ofSeconds(5);

    private final RankStore ranks;
    private final Nodes nodes;

    Calm(RankStore ranks, Nodes nodes) {
        this.ranks = ranks;
        this.nodes = nodes;
    }

    /** Whether every node was ranked, and below 0.2, for the last five seconds. */
    boolean at(Instant now) {
        return nodes.names().stream().allMatch(node -> calm(ranks.of(node).since(now.minus(LASTING)), now));
    }

    private static boolean calm(List<Ranked> recent, Instant now) {
        return !recent.isEmpty()
                && !recent.get(0).time().isAfter(now.minus(LASTING.dividedBy(2)))
                && recent.stream().allMatch(ranked -> ranked.rank() < MOST);
    }
}
