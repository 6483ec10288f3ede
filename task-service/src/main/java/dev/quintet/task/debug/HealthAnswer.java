package dev.quintet.task.debug;

import java.math.BigDecimal;

/**
 * How the service is.
 *
 * @param status {@code healthy} or {@code degraded}
 * @param timestamp epoch seconds
 */
public record HealthAnswer(String status, Components components, BigDecimal timestamp) {
    /**
     * @param redis {@code connected} or {@code unreachable}
     * @param workers live workers of the queue, of all processes
     * @param ray {@code not configured}, or {@code not connected} when an address is set
     * @param telemetry {@code connected}, {@code unreachable}, or {@code off} when traces are sent nowhere
     */
    public record Components(String redis, int workers, String ray, String telemetry) {}
}
