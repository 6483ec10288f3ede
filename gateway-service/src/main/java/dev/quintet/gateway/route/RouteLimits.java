package dev.quintet.gateway.route;

import java.time.Duration;

/**
 * The bounds of a request on a route.
 *
 * @param maxBody largest request body, bytes
 * @param firstByte how long the service may take from the last byte of the request to the first of the answer
 * @param idle how long nothing may move in a body, either way
 */
public record RouteLimits(long maxBody, Duration firstByte, Duration idle) {
    public RouteLimits {
        if (maxBody < 0 || firstByte.isNegative() || firstByte.isZero() || idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
