package dev.quintet.workload.run;

import dev.quintet.common.api.workload.PrepareProgress;

/** Making a workload's data on a target's nodes. Used once. */
public interface Preparation {

    /** Whether the data is there and right already. Blocks, changes nothing. */
    boolean alreadyDone() throws InterruptedException;

    /**
     * Makes what is missing. After a failure or a cancel, what it made is dropped again.
     *
     * @throws dev.quintet.common.problem.ProblemException with the database's own words
     * @throws java.util.concurrent.CancellationException after {@link #cancel}
     */
    void run() throws InterruptedException;

    /** Makes {@link #run} end soon; its clean-up still happens. */
    void cancel();

    /** How far it is. */
    PrepareProgress progress();
}
