package dev.quintet.workload.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

import dev.quintet.workload.target.Connector;

/**
 * What all runs share.
 *
 * @param clock wall clock
 * @param runClock monotonic time
 * @param supervisor times reports and ends; nothing that blocks runs on it
 * @param threads makes worker threads
 * @param connector opens connections
 * @param reaper ends connections on the server
 * @param listener is told what happens
 * @param proc the proc file system
 * @param limits bounds
 */
record RunEnvironment(
        Clock clock,
        RunClock runClock,
        ScheduledExecutorService supervisor,
        ThreadFactory threads,
        Connector connector,
        ConnectionReaper reaper,
        RunListener listener,
        Path proc,
        Limits limits) {

    /**
     * Bounds of a run.
     *
     * @param graceMillis how long a transaction may go on after a stop
     * @param endMillis when a stopped run counts as ended whatever its threads do
     * @param gateMillis how long the start waits for the last connection
     * @param keptReports reports kept in memory
     * @param followers clients that follow a run
     */
    record Limits(long graceMillis, long endMillis, long gateMillis, int keptReports, int followers) {}
}
