package dev.quintet.common.api.workload;

import java.util.Map;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to prepare or to start.
 *
 * @param type a workload type, as {@code GET /api/workload/types} lists them
 * @param threads connections that work at once, 1 to 1,024; 1 when absent
 * @param target name of the database; when absent {@code default} if there is one, else {@code local}
 * @param options options of the type by name; absent ones take their default
 */
@Schema(example = "{\"type\":\"sysbench\",\"threads\":8,\"options\":{\"script\":\"oltp_read_write\"}}")
public record WorkloadRequest(
        @NotBlank @Size(max = 64) String type,
        @Min(1) @Max(1024) Integer threads,
        @Size(max = 64) String target,
        @Size(max = 100) Map<String, Object> options) {

    public WorkloadRequest {
        threads = threads == null ? Integer.valueOf(1) : threads;
        options = options == null ? Map.of() : options;
    }

    /** The target asked for, if one was. */
    public Optional<String> targetName() {
        return Optional.ofNullable(target);
    }
}
