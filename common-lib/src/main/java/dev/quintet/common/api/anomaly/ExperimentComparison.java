package dev.quintet.common.api.anomaly;

import java.util.List;
import java.util.Map;

import dev.quintet.common.api.workload.RunComparison;

/**
 * Two experiments side by side.
 *
 * @param experiments the two, as asked for, without their runs
 * @param differences parts of the plan that are not the same, each with both values
 * @param figures of their summaries, each with both values and the second by the first
 */
public record ExperimentComparison(
        List<ExperimentView> experiments, Map<String, List<Object>> differences, List<RunComparison.Figure> figures) {}
