package dev.quintet.anomaly.metric.local;

/**
 * What the kernel has counted for one process.
 *
 * @param cpuSeconds user and system time
 * @param cpuWaitSeconds time that its threads were ready to run but waited for a processor; NaN if not told
 * @param memoryMib resident memory of its own, without mapped files
 * @param majorFaults page faults that read from disk
 * @param minorFaults page faults that did not
 * @param readBytes bytes that it had read from storage; NaN if not told
 * @param writtenBytes bytes that it had written to storage; NaN if not told
 */
record ProcessStats(
        double cpuSeconds,
        double cpuWaitSeconds,
        double memoryMib,
        double majorFaults,
        double minorFaults,
        double readBytes,
        double writtenBytes) {}
