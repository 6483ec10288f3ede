package dev.quintet.workload.run;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;

/** Is told what runs do. Must not block: it is called by the threads that time the reports. */
public interface RunListener {

    /** Accepted. */
    default void created(RunView run) {}

    /** Its threads work. */
    default void started(RunView run) {}

    /** A phase of the load began. */
    default void phase(RunView run, RunReport report) {}

    /** An interval ended. */
    default void reported(String run, RunReport report) {}

    /**
     * It is over.
     *
     * @param latency of all measured transactions, microseconds; empty for a preparation
     */
    default void ended(RunView run, Histogram latency) {}
}
