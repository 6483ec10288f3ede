package dev.quintet.anomaly.experiment;

import java.time.Duration;

import dev.quintet.anomaly.fault.FaultOrder;

/**
 * A fault of an experiment.
 *
 * @param after from the end of the baseline until it is injected
 */
record TimedFault(FaultOrder order, Duration after) {
    /** From the end of the baseline until it is over. */
    Duration end() {
        return after.plus(order.duration());
    }
}
