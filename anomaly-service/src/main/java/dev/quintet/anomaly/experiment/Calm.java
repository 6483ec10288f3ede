package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.anomaly.metric.local.LocalSource;

/** Whether nodes are as usual. */
@Singleton
class Calm {
    private static final double MOST = 0.2;
    private static final Duration LASTING = Duration.ofSeconds(5);

    /** A node that was killed is back sooner: one that has been away for so long will not become calm. */
    private static final Duration AWAY = Duration.ofSeconds(20);

    private final RankStore ranks;
    private final MetricStore metrics;
    private final int up;

    Calm(RankStore ranks, MetricStore metrics) {
        this.ranks = ranks;
        this.metrics = metrics;
        this.up = metrics.catalog().column(LocalSource.UP);
    }

    /**
     * How some nodes are at a time.
     *
     * @param restless those that answer and are not calm: not ranked, or not below 0.2, for the last five seconds
     * @param down those that have not answered for 20 s
     */
    record State(List<String> restless, List<String> down) {
        State {
            restless = List.copyOf(restless);
            down = List.copyOf(down);
        }
    }

    State at(Collection<String> nodes, Instant now) {
        List<String> restless = new ArrayList<>();
        List<String> down = new ArrayList<>();
        for (String node : nodes.stream().sorted().toList()) {
            if (isDown(metrics.series(node).since(now.minus(AWAY)), now)) {
                down.add(node);
            } else if (!isCalm(ranks.of(node).since(now.minus(LASTING)), now)) {
                restless.add(node);
            }
        }
        return new State(restless, down);
    }

    private static boolean isCalm(List<Ranked> recent, Instant now) {
        return !recent.isEmpty()
                && reachesBack(recent.get(0).time(), LASTING, now)
                && recent.stream().allMatch(ranked -> ranked.rank() < MOST);
    }

    private boolean isDown(List<Sample> recent, Instant now) {
        return up >= 0
                && !recent.isEmpty()
                && reachesBack(recent.get(0).time(), AWAY, now)
                && recent.stream().allMatch(sample -> sample.values()[up] == 0);
    }

    /** Half of the time is enough: samples may be missing. */
    private static boolean reachesBack(Instant first, Duration time, Instant now) {
        return !first.isAfter(now.minus(time.dividedBy(2)));
    }
}
