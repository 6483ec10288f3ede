package dev.quintet.common.api.anomaly;

import java.time.Instant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A tenant on a node, as of now, under the original's keys, null where the database does not tell. On MariaDB a tenant
 * is a database schema.
 *
 * @param diskUsed MiB of tablespaces
 * @param sessionCount connections with this schema
 * @param activeSessionCount those that run a statement
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TenantMetrics(
        Instant timestamp,
        String tenant,
        String node,
        Double cpuPercent,
        Double memoryUsed,
        Double diskUsed,
        Double iops,
        Double sessionCount,
        Double activeSessionCount) {}
