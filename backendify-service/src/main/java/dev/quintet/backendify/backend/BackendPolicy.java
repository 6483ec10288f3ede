package dev.quintet.backendify.backend;

import java.time.Duration;

/**
 * How a backend is treated.
 *
 * @param minLimit fewest calls at once
 * @param maxLimit most calls at once
 * @param initialLimit calls at once before anything is learned
 * @param hold time to stay below the last congestion before probing beyond
 * @param queueLength calls that may wait
 * @param queueWait how long one may wait
 * @param hedgeShare hedges for each plain call
 * @param retryShare retries for each plain call
 * @param extraShare hedges and retries together for each plain call
 * @param retryDelay shortest time before a retry; up to three times that, at random
 * @param failureShare of calls that opens the circuit
 * @param failureCalls fewest calls in ten seconds that can open it
 * @param shortestOpen how long the circuit stays open at first
 * @param longestOpen and at most
 * @param longestPause most that is believed of a {@code Retry-After}
 */
public record BackendPolicy(
        int minLimit,
        int maxLimit,
        int initialLimit,
        Duration hold,
        int queueLength,
        Duration queueWait,
        double hedgeShare,
        double retryShare,
        double extraShare,
        Duration retryDelay,
        double failureShare,
        int failureCalls,
        Duration shortestOpen,
        Duration longestOpen,
        Duration longestPause) {}
