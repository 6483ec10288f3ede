package dev.quintet.common.api.workload;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A workload type and what can be set.
 *
 * @param type name for requests
 * @param title for people
 * @param options every option
 */
public record WorkloadType(String type, String title, List<Option> options) {

    /**
     * An option of a type.
     *
     * @param name key in {@code options}
     * @param kind {@code integer, decimal, boolean, choice, names, weights} or {@code phases}
     * @param defaultValue what an absent option means
     * @param min smallest value
     * @param max largest value
     * @param unit unit of the value
     * @param allowed the values, of a choice
     * @param description a sentence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Option(
            String name,
            String kind,
            @JsonProperty("default") Object defaultValue,
            Double min,
            Double max,
            String unit,
            List<String> allowed,
            String description) {}
}
