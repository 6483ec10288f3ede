package dev.quintet.common.api.workload;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The short answer of the calls that the original system had.
 *
 * @param status always {@code success}; failures are problems
 * @param message a sentence for people
 * @param id the run, where the call made one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkloadAnswer(String status, String message, String id) {

    /** Success without a run. */
    public static WorkloadAnswer success(String message) {
        return new WorkloadAnswer("success", message, null);
    }

    /** Success of a call that made or found run {@code id}. */
    public static WorkloadAnswer success(String message, String id) {
        return new WorkloadAnswer("success", message, id);
    }
}
