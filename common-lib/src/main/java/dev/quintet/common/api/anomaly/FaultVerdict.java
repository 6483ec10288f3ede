package dev.quintet.common.api.anomaly;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A fault of an experiment's run on one node, and what detection and diagnosis made of it.
 *
 * @param id the fault
 * @param startTime from when it was in force, the injector's own time
 * @param endTime when nothing of it was left, the injector's own time; null if that was not seen
 * @param detected whether the node's rank reached the alarm while it was in force
 * @param delaySeconds from its beginning to that alarm; null if it was not detected
 * @param place of node and cause in the last diagnosis while it was in force, 1 = first, other faults in force not
 *     counted; null if it was not named
 * @param diagnosed the node and cause named first in that diagnosis, as {@code node2 cpu_stress}; null if there was none
 * @param impact on the load on this node; null without a load
 */
@JsonNaming(SnakeCaseStrategy.class)
public record FaultVerdict(
        String id,
        String type,
        String target,
        String severity,
        Instant startTime,
        Instant endTime,
        boolean detected,
        Double delaySeconds,
        Integer place,
        @JsonProperty("top1") boolean top1,
        @JsonProperty("top3") boolean top3,
        String diagnosed,
        WorkloadImpact impact) {}
