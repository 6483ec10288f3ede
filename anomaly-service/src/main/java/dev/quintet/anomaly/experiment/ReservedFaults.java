package dev.quintet.anomaly.experiment;

import java.util.List;
import java.util.Optional;

import dev.quintet.anomaly.fault.FaultOrder;
import dev.quintet.anomaly.fault.FaultService;
import dev.quintet.common.api.anomaly.ActiveFault;
import dev.quintet.common.problem.ProblemException;

/** Injects into the nodes that an experiment has reserved. */
final class ReservedFaults implements DrillFaults {
    private final FaultService faults;
    private final FaultWindows windows;
    private final String experiment;

    ReservedFaults(FaultService faults, FaultWindows windows, String experiment) {
        this.faults = faults;
        this.windows = windows;
        this.experiment = experiment;
    }

    @Override
    public List<ActiveFault> start(FaultOrder order) {
        return faults.start(experiment, order);
    }

    /** A fault that could not be undone is still active, whatever its window says. */
    @Override
    public Optional<FaultWindows.Window> ended(String id) {
        boolean active = faults.active().stream().anyMatch(fault -> fault.id().equals(id));
        return active ? Optional.empty() : windows.of(id).filter(window -> window.end() != null);
    }

    @Override
    public void stop(String id) {
        try {
            faults.stop(id);
        } catch (ProblemException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
    }
}
