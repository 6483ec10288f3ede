package dev.quintet.task.worker;

/** Why an attempt is told to stop. */
enum Stop {
    TIMEOUT,
    CANCEL,
    /** Its lease ran out: another worker may have the task. */
    LOST,
    SHUTDOWN
}
