package dev.quintet.common.api.anomaly;

import java.time.Instant;

/**
 * An anomaly that was kept as an example of a cause.
 *
 * @param since when it began
 * @param samples how many samples of it are kept
 */
public record LearnedExample(String node, String type, Instant since, int samples) {}
