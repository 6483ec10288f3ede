package dev.quintet.common.api.task;

import java.time.Instant;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Work to be done.
 *
 * @param type which handler does it
 * @param payload the handler's input, any JSON up to 256 KiB
 * @param priority default {@code normal}
 * @param delay not before so long from now; not together with runAt
 * @param runAt not before this time
 * @param maxAttempts 1..100, default 5
 * @param timeout how long one attempt may take, up to 24 h; default 5 min
 * @param backoff the pause before another attempt
 * @param idempotencyKey the same key answers the first task instead of making another
 * @param tags up to 16, for finding it again
 * @param resultTtl how long the ended task is kept, up to 30 d; default 1 h
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskRequest(
        @NotBlank @Size(max = 100) @Schema(examples = "echo") String type,
        JsonNode payload,
        TaskPriority priority,
        @Pattern(regexp = DurationText.PATTERN, message = DurationText.MESSAGE) @Schema(examples = "30s") String delay,
        Instant runAt,
        @Min(1) @Max(100) @Schema(examples = "5") Integer maxAttempts,
        @Pattern(regexp = DurationText.PATTERN, message = DurationText.MESSAGE) @Schema(examples = "1m") String timeout,
        @Valid BackoffSpec backoff,
        @Size(min = 1, max = 200) @Schema(examples = "order-4711") String idempotencyKey,
        @Size(max = 16) List<@NotNull @Pattern(regexp = "[A-Za-z0-9._:/-]{1,64}") String> tags,
        @Pattern(regexp = DurationText.PATTERN, message = DurationText.MESSAGE) @Schema(examples = "1h")
                String resultTtl) {}
