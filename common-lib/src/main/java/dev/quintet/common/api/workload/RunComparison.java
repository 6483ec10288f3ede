package dev.quintet.common.api.workload;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Two runs side by side.
 *
 * @param runs the two, as asked for
 * @param differences settings that are not the same, each with both values
 * @param figures results, each with both values
 */
public record RunComparison(List<RunView> runs, Map<String, List<Object>> differences, List<Figure> figures) {

    /**
     * A result of both runs.
     *
     * @param name what it is
     * @param unit of the values
     * @param values of the first and the second; null where a run has none
     * @param ratio second by first; absent where either is missing or the first is 0
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Figure(String name, String unit, List<Double> values, Double ratio) {}
}
