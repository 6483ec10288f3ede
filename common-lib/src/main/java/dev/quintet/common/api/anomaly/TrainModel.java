package dev.quintet.common.api.anomaly;

import java.time.Instant;
import java.util.List;

/**
 * Asks for a new model, {@code POST /api/models/train}.
 *
 * @param from faults since then become examples; null = two hours ago
 * @param to until then; null = now
 * @param experiments the faults of these become examples instead, from what they recorded; null or empty = none
 */
public record TrainModel(Instant from, Instant to, List<String> experiments) {}
