package dev.quintet.common.api.task;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Tasks to be accepted together, all or none.
 *
 * @param tasks 1 to 10,000
 */
public record TaskBatch(@NotNull @Size(min = 1, max = 10_000) List<@NotNull @Valid TaskRequest> tasks) {}
