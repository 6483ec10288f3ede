package dev.quintet.anomaly.detection;

import java.util.Map;

import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.common.api.anomaly.RankPoint;

/** Puts ranks into the answers' form. */
public final class RankPoints {
    private RankPoints() {}

    public static RankPoint of(String node, Ranked ranked) {
        Map<String, Double> scores = ranked.scores();
        String best = scores.isEmpty() ? null : scores.keySet().iterator().next();
        return new RankPoint(
                ranked.time(),
                node,
                best,
                best == null ? null : scores.get(best),
                ranked.rank(),
                scores,
                ranked.ranker());
    }
}
