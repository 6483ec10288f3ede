package dev.quintet.workload.run;

import dev.quintet.common.api.workload.ActiveRun;

/** A run that makes load. */
public sealed interface LoadRun extends LiveRun permits WorkloadRun, ExternalRun {

    /** Threads that it may use. */
    int threads();

    /** The run as the list of active ones shows it. */
    ActiveRun active();

    /** Begins. */
    void start();
}
