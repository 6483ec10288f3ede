package dev.quintet.common.api.anomaly;

import java.time.Instant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Something that was done to a node, or that became of it.
 *
 * @param at when; of a fault's beginning and end the injector's own time
 * @param caller who asked; the service's own name for what happened by itself
 * @param action {@code start}, {@code refused}, {@code stop}, {@code in_force}, {@code recovered} or {@code failed}
 * @param faultId the fault; null where there is none
 * @param type as in the request; null where it says nothing of it
 * @param detail a sentence
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AuditEntry(
        Instant at,
        String caller,
        String action,
        String faultId,
        String type,
        String node,
        String severity,
        String detail) {}
