package dev.quintet.common.api.anomaly;

import java.time.Instant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A node's system metrics under the original's keys, null where not measured.
 *
 * @param cpu percent of one processor
 * @param memory MiB
 * @param network bytes a second
 * @param diskIoBytes bytes a second
 * @param diskIops the database's reads, writes and syncs a second
 * @param activeSessions connections that run a statement
 * @param sqlResponseTime mean server time of a statement in the last second, ms
 * @param cacheHitRatio 0..1, of the buffer pool
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SystemMetrics(
        Instant timestamp,
        String node,
        Double cpu,
        Double memory,
        Double network,
        Double diskIoBytes,
        Double diskIops,
        Double activeSessions,
        Double sqlResponseTime,
        Double cacheHitRatio) {}
