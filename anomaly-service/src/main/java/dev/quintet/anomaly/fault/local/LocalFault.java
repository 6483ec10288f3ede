package dev.quintet.anomaly.fault.local;

import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.node.LocalNode;

/** One type of fault on local nodes. */
interface LocalFault {
    FaultType type();

    /** What it would do, for a person. */
    String plan(FaultSpec spec);

    /**
     * Returns once it is in force.
     *
     * @throws InjectionException if it could not be put in force; nothing is left then
     */
    Injection inject(FaultSpec spec, LocalNode node);
}
