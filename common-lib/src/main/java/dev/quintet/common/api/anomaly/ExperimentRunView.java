package dev.quintet.common.api.anomaly;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * One run of an experiment. Times of phases that it did not reach are null.
 *
 * @param number from 1
 * @param status as of the experiment
 * @param message what is to be known beside the figures; empty if nothing
 * @param startedAt when the load ran
 * @param baselineAt when the calm before the faults began
 * @param faultsAt when the first fault was due
 * @param cooldownAt when the last fault had recovered
 * @param workloadRun the run's id at the workload-service; null without a load
 * @param faults each fault on each node, with what became of it
 * @param falseAlarms alarms while no fault was in force on any node, nor within 15 s after one
 * @param spreadAlarms alarms on a node while a fault was in force on another only
 * @param calmSeconds seconds of all nodes together that are labelled normal
 * @param impact on the load's throughput and latency, of all faults together; null without a load
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ExperimentRunView(
        int number,
        String status,
        String message,
        Instant startedAt,
        Instant baselineAt,
        Instant faultsAt,
        Instant cooldownAt,
        Instant endedAt,
        String workloadRun,
        List<FaultVerdict> faults,
        int falseAlarms,
        int spreadAlarms,
        long calmSeconds,
        WorkloadImpact impact) {}
