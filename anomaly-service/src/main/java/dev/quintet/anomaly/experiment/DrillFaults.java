package dev.quintet.anomaly.experiment;

import java.util.List;
import java.util.Optional;

import dev.quintet.anomaly.fault.FaultOrder;
import dev.quintet.common.api.anomaly.ActiveFault;

/** Injects an experiment's faults. */
interface DrillFaults {
    /**
     * Returns once they are in force.
     *
     * @throws RuntimeException if that failed; nothing is left of it then
     */
    List<ActiveFault> start(FaultOrder order);

    /** When and how a fault ended; empty while anything of it is left. */
    Optional<FaultWindows.Window> ended(String id);

    /**
     * Ends a fault; returns when nothing of it is left. One that has ended is no error.
     *
     * @throws RuntimeException if something is left of it
     */
    void stop(String id);
}
