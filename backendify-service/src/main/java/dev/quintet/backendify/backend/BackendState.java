package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a backend at one moment.
 *
 * @param address where it is
 * @param inFlight calls under way
 * @param limit calls allowed at once
 * @param queued calls that wait
 * @param breaker whether calls pass
 * @param pause how much longer the backend wants to be left alone
 * @param median half of the latest answers were faster, empty until known
 * @param p95 95 % of the latest answers were faster, empty until known
 * @param counts since the start
 */
public record BackendState(
        BackendAddress address,
        int inFlight,
        int limit,
        int queued,
        CircuitBreaker.State breaker,
        Duration pause,
        Optional<Duration> median,
        Optional<Duration> p95,
        BackendCounts counts) {}
