package dev.quintet.task.durability;

/** What is done to the processes of a {@link DurabilityRun}. */
enum Fault {
    WORKER_KILLED,
    SENDER_KILLED,
    REDIS_KILLED,
    /** For longer than its lease. */
    WORKER_STOPPED,
    /** For longer than a lease. */
    REDIS_STOPPED
}
