package dev.quintet.common.api.anomaly;

import java.time.Instant;

/**
 * Asks for a new model, {@code POST /api/models/train}.
 *
 * @param from faults since then become examples; null = two hours ago
 * @param to until then; null = now
 */
public record TrainModel(Instant from, Instant to) {}
