package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.quintet.anomaly.run.RowState;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.FaultVerdict;

/**
 * The truth about a run's samples, from the injectors' own times: abnormal while a fault was in force on the node,
 * normal in the baseline and in the cooldown, ignored where neither is sure: before the baseline, while a fault was in
 * force elsewhere or between two, and for {@link #AFTERMATH} after the last.
 */
public final class Labels {
    /** After a fault caches fill and queues drain: neither normal nor the fault. */
    static final Duration AFTERMATH = Duration.ofSeconds(15);

    private final ExperimentRunView run;

    public Labels(ExperimentRunView run) {
        this.run = run;
    }

    /** What a sample is. */
    public RowState of(String node, Instant time) {
        if (run.baselineAt() == null || time.isBefore(run.baselineAt())) {
            return RowState.IGNORED;
        }
        if (on(node).stream().anyMatch(fault -> inForce(fault, time))) {
            return RowState.ABNORMAL;
        }
        boolean before = run.faultsAt() == null || time.isBefore(run.faultsAt());
        boolean after =
                run.cooldownAt() != null && !time.isBefore(run.cooldownAt().plus(AFTERMATH));
        return before || after ? RowState.NORMAL : RowState.IGNORED;
    }

    /** The faults of a node. */
    List<FaultVerdict> on(String node) {
        return run.faults().stream()
                .filter(fault -> fault.target().equals(node))
                .toList();
    }

    /** A fault whose end nobody saw lasted to the end of what was recorded. */
    static boolean inForce(FaultVerdict fault, Instant time) {
        return !time.isBefore(fault.startTime()) && (fault.endTime() == null || time.isBefore(fault.endTime()));
    }

    /** As {@link #inForce}, or shortly after. */
    static boolean felt(FaultVerdict fault, Instant time) {
        return !time.isBefore(fault.startTime())
                && (fault.endTime() == null || time.isBefore(fault.endTime().plus(AFTERMATH)));
    }
}
