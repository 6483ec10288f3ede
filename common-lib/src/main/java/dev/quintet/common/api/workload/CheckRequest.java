package dev.quintet.common.api.workload;

import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What to check.
 *
 * @param type workload type
 * @param target name of the database; when absent as for a start
 * @param options the options the data was prepared with
 */
public record CheckRequest(
        @NotBlank @Size(max = 64) String type,
        @Size(max = 64) String target,
        @Size(max = 100) Map<String, Object> options) {

    public CheckRequest {
        options = options == null ? Map.of() : options;
    }
}
