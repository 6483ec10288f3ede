package dev.quintet.common.api.anomaly;

import java.time.Instant;
import java.util.List;

/**
 * A cause suspected on a node.
 *
 * @param type the cause, or {@code unknown} where nothing known fits
 * @param score 0..1
 * @param evidence the metrics that speak for it, strongest first
 * @param since when the node became anomalous
 */
public record Diagnosis(String node, String type, double score, List<Evidence> evidence, Instant since) {
    /** The type where the node is anomalous and no known cause fits. */
    public static final String UNKNOWN = "unknown";
}
