package dev.quintet.common.api.anomaly;

import java.time.Instant;
import java.util.Map;

/**
 * How anomalous a node was at one time.
 *
 * @param rank 0 (as usual) to 1
 * @param type the likeliest cause; null while the node is calm
 * @param score that cause's score, 0..1; null while the node is calm
 * @param scores the score of every cause; empty while the node is calm
 * @param ranker who said so: {@code distance} or {@code tensorflow}
 */
public record RankPoint(
        Instant timestamp,
        String node,
        String type,
        Double score,
        double rank,
        Map<String, Double> scores,
        String ranker) {}
