package dev.quintet.anomaly.diagnosis;

import java.util.EnumMap;
import java.util.Map;

import dev.quintet.anomaly.metric.MetricGroup;

/**
 * What a cause does to the metrics.
 *
 * @param cause its name
 * @param directions by group of metrics how much it moves, -1 (falls) to 1 (rises); a group that is not named stays
 */
public record Signature(String cause, Map<MetricGroup, Double> directions) {
    public Signature {
        directions = new EnumMap<>(directions);
        if (directions.isEmpty() || directions.values().stream().anyMatch(d -> !(Math.abs(d) <= 1) || d == 0)) {
            throw new IllegalArgumentException("directions of " + cause + " must be in -1..1, not 0, and at least one");
        }
    }

    /** How well what was observed fits: the cosine of the two, 0 where they have nothing in common or are opposed. */
    public double fit(Map<MetricGroup, Double> observed) {
        double product = 0;
        for (Map.Entry<MetricGroup, Double> direction : directions.entrySet()) {
            product += direction.getValue() * observed.getOrDefault(direction.getKey(), 0.0);
        }
        double lengths = length(directions) * length(observed);
        return lengths == 0 ? 0 : Math.max(0, product / lengths);
    }

    private static double length(Map<MetricGroup, Double> vector) {
        return Math.sqrt(vector.values().stream().mapToDouble(v -> v * v).sum());
    }
}
