package dev.quintet.common.api.anomaly;

import java.time.Instant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A node's database metrics under the original's keys, null where not measured. Counts are a second.
 *
 * @param sqlResponseTime mean server time of a statement in the last second, ms
 * @param memoryUsage MiB
 * @param cacheHitRatio 0..1, of the buffer pool
 * @param replicationLag seconds; null without replication
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DatabaseMetrics(
        Instant timestamp,
        String node,
        Double qps,
        Double tps,
        Double activeSessions,
        Double sqlResponseTime,
        Double diskIoBytes,
        Double diskIops,
        Double memoryUsage,
        Double cacheHitRatio,
        Double slowQueries,
        Double deadlocks,
        Double replicationLag,
        Double connectionCount) {}
