package dev.quintet.gateway.route;

import java.time.Duration;
import java.util.Optional;

import dev.quintet.gateway.limit.Quota;

/**
 * The bounds of a request on a route.
 *
 * @param maxBody largest request body, bytes
 * @param firstByte how long the service may take from the last byte of the request to the first of the answer
 * @param idle how long nothing may move in a body, either way
 * @param rate of one caller; empty: no limit
 * @param badgeRate of one badge, on top of its address'; empty: no limit
 */
public record RouteLimits(
        long maxBody, Duration firstByte, Duration idle, Optional<Quota> rate, Optional<Quota> badgeRate) {
    public RouteLimits {
        if (maxBody < 0 || firstByte.isNegative() || firstByte.isZero() || idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
