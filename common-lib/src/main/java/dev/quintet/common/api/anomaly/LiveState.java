package dev.quintet.common.api.anomaly;

import java.time.Instant;
import java.util.List;

/**
 * What {@code GET /api/anomaly/stream} tells each second.
 *
 * @param faults in force
 * @param ranks the latest of each node
 * @param diagnoses of the nodes that are anomalous now
 */
public record LiveState(
        Instant timestamp, List<ActiveFault> faults, List<RankPoint> ranks, List<Diagnosis> diagnoses) {}
