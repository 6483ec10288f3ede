package dev.quintet.backendify.backend;

/**
 * What happened with one backend since the start.
 *
 * @param calls requests sent, hedges and retries among them
 * @param answers 200 that could be read, and 404
 * @param failures timeouts, 5xx, lost connections
 * @param broken answers that were not what was promised
 * @param throttles answers that asked for fewer calls
 * @param shed calls not made: queue full, circuit open, or the backend wants to be left alone
 * @param hedges second requests for a slow one
 * @param retries second requests for a failed one
 */
public record BackendCounts(
        long calls, long answers, long failures, long broken, long throttles, long shed, long hedges, long retries) {}
