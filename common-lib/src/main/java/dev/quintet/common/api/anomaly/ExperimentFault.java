package dev.quintet.common.api.anomaly;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * A fault of an experiment.
 *
 * @param type as of {@code POST /api/anomaly/start}
 * @param target a node's name or several
 * @param severity {@code low}, {@code medium} or {@code high}; null = medium
 * @param after how long after the baseline; null = at once
 * @param duration how long it lasts
 */
public record ExperimentFault(
        String type,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> target,
        String severity,
        String after,
        String duration) {}
