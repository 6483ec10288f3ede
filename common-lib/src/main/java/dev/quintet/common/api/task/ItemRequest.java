package dev.quintet.common.api.task;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An item to be processed.
 *
 * @param id drawn when absent
 * @param tax a rate: 0.2 adds 20 %; absent adds nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemRequest(
        @Schema(examples = "5") Long id,
        @NotNull @Size(max = 10_000) @Schema(examples = "lamp") String name,
        @Size(max = 100_000) @Schema(examples = "bright") String description,
        @NotNull @Schema(examples = "10.0") Double price,
        @Schema(examples = "0.2") Double tax) {}
