package dev.quintet.common.api.anomaly;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A fault on one node.
 *
 * @param id names it in {@code stop}
 * @param target the node
 * @param startTime from when it is in force
 * @param endsAt when it ends by itself at the latest
 * @param status {@code active}, {@code recovering}, {@code recovered} or {@code failed}
 */
public record ActiveFault(
        String id,
        String type,
        String target,
        String severity,
        @JsonProperty("start_time") Instant startTime,
        @JsonProperty("ends_at") Instant endsAt,
        String status) {}
