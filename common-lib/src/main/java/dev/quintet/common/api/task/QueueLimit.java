package dev.quintet.common.api.task;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much may wait in a queue for now.
 *
 * @param maxBacklog most tasks that may wait or be delayed, 0 to what the service is set to; 0 accepts none
 */
public record QueueLimit(@NotNull(message = "is required") @Min(0) @Schema(examples = "0") Long maxBacklog) {}
