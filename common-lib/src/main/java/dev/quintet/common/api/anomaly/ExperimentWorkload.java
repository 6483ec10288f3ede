package dev.quintet.common.api.anomaly;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The load of an experiment, as the workload-service takes it; alone its type's name does, too.
 *
 * @param type a workload type
 * @param threads connections that work at once; default 1
 * @param target name of the database; null = the workload-service's default
 * @param options of the type, but for the running time, which is the experiment's
 */
public record ExperimentWorkload(String type, Integer threads, String target, Map<String, Object> options) {
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public ExperimentWorkload(
            @JsonProperty("type") String type,
            @JsonProperty("threads") Integer threads,
            @JsonProperty("target") String target,
            @JsonProperty("options") Map<String, Object> options) {
        this.type = type;
        this.threads = threads;
        this.target = target;
        this.options = options == null ? Map.of() : options;
    }

    /** A load with nothing said of it but its type. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ExperimentWorkload of(String type) {
        return new ExperimentWorkload(type, null, null, null);
    }
}
