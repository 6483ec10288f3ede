package dev.quintet.common.api.anomaly;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Asks for a fault, {@code POST /api/anomaly/start}.
 *
 * @param type the fault, for example {@code cpu_stress}
 * @param duration {@code "30s"}, {@code "1m30s"}, or seconds; null = the configured default
 * @param target a node's name or several; null = by the configured mode
 * @param severity {@code low}, {@code medium} or {@code high}; null = medium
 * @param dryRun true = only say what would be applied
 */
public record StartFault(
        String type,
        String duration,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> target,
        String severity,
        @JsonProperty("dry_run") Boolean dryRun) {}
