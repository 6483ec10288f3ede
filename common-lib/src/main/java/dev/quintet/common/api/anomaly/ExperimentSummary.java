package dev.quintet.common.api.anomaly;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * All runs of an experiment together.
 *
 * @param runs that have ended with a result
 * @param faults in them, one a node
 * @param detected how many of them were detected
 * @param meanDelaySeconds of those that were; null if none was
 * @param worstDelaySeconds of those that were; null if none was
 * @param top1 how many were named first
 * @param top3 how many were among the first three
 * @param falseAlarms see {@link ExperimentRunView}
 * @param calmSeconds see {@link ExperimentRunView}
 * @param tpsChange mean of the runs' changes of throughput; null without a load
 * @param p95Change mean of the runs' changes of latency; null without a load
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ExperimentSummary(
        int runs,
        int faults,
        int detected,
        Double meanDelaySeconds,
        Double worstDelaySeconds,
        @JsonProperty("top1") int top1,
        @JsonProperty("top3") int top3,
        int falseAlarms,
        int spreadAlarms,
        long calmSeconds,
        Double tpsChange,
        @JsonProperty("p95_change") Double p95Change) {}
