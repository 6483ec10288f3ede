package dev.quintet.task.durability;

/** What is done to the processes of a {@link DurabilityRun}. */
enum Fault {
    WORKER_KILLED,
    /** For two leases. */
    WORKER_STOPPED,
    /** Started anew with a clock that is an hour ahead. */
    WORKER_AHEAD,
    API_KILLED,
    REDIS_KILLED,
    /** For two leases. */
    REDIS_STOPPED;

    /** Whether the others go on working meanwhile. */
    boolean ofWorker() {
        return this == WORKER_KILLED || this == WORKER_STOPPED || this == WORKER_AHEAD;
    }
}
