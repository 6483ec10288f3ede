package dev.quintet.common.api.anomaly;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * Answers a start or stop of faults.
 *
 * @param status {@code success}
 * @param message one sentence
 * @param id the started fault's id, the first one's if there are several; absent where none was started
 * @param faults the faults that were started or stopped
 * @param plan what would be applied, a line a node; only for a dry run
 */
@JsonInclude(Include.NON_NULL)
public record FaultAnswer(String status, String message, String id, List<ActiveFault> faults, List<PlannedFault> plan) {
    public static final String SUCCESS = "success";
}
