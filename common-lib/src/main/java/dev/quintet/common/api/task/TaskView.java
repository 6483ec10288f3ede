package dev.quintet.common.api.task;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A task as it stands.
 *
 * @param attempts attempts begun since it was accepted, or since it was last retried by hand
 * @param error of the last attempt that did not succeed; also there while another attempt is pending
 * @param worker who holds it, or held it last
 * @param traceId of the request that made it, where it was traced
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskView(
        @Schema(examples = "01kamq3v5r8t0w2y4z6b8d0f2h") String id,
        String queue,
        String type,
        TaskState state,
        TaskPriority priority,
        JsonNode payload,
        List<String> tags,
        String idempotencyKey,
        int attempts,
        int maxAttempts,
        TaskProgress progress,
        JsonNode result,
        TaskError error,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        String worker,
        String traceId) {}
