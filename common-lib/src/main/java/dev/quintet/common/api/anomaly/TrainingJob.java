package dev.quintet.common.api.anomaly;

import java.time.Instant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The training of a model.
 *
 * @param status {@code running}, {@code done} or {@code failed}
 * @param progress 0..1
 * @param model what came of it; null before the end
 * @param message what is being done, what came of it, or why it failed
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TrainingJob(String id, String status, double progress, String model, String message, Instant startedAt) {}
