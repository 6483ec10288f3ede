package dev.quintet.common.api.anomaly;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What faults did to a load: the mean over the baseline's seconds, and over those in which a fault was in force.
 *
 * @param tpsBefore transactions a second
 * @param tpsChange {@code (during - before) / before}; null if there were none before
 * @param p95MsBefore mean of each second's 95th percentile of latency, ms
 * @param errorsBefore errors a second
 */
@JsonNaming(SnakeCaseStrategy.class)
public record WorkloadImpact(
        double tpsBefore,
        double tpsDuring,
        Double tpsChange,
        @JsonProperty("p95_ms_before") double p95MsBefore,
        @JsonProperty("p95_ms_during") double p95MsDuring,
        @JsonProperty("p95_change") Double p95Change,
        double errorsBefore,
        double errorsDuring) {}
