package dev.quintet.workload.run;

import java.sql.SQLException;

/** What a worker needs to know of its run. */
interface Shift {

    /** A worker has tried to connect for the first time and now waits for the common start. */
    void ready();

    /** Whether the run has begun. */
    boolean begun();

    /** Whether the run is to end. */
    boolean stopping();

    /** Nanoseconds since the run began. */
    long elapsed();

    /** Waits at most that many nanoseconds, or until something changes. */
    void park(long nanos);

    /** The schedule is at its end. */
    void atEnd();

    /** An error was counted. */
    void failed(SQLException error);
}
