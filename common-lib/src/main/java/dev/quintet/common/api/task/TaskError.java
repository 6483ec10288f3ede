package dev.quintet.common.api.task;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why an attempt did not succeed.
 *
 * @param kind for programs: {@code handler}, {@code timeout}, {@code lease-lost}, {@code payload}, {@code result-too-large},
 *     {@code unknown-type}
 * @param message for a person
 * @param attempt which attempt, from 1; 0 where none is named
 */
public record TaskError(
        @Schema(examples = "timeout") String kind,
        @Schema(examples = "The attempt took longer than 1s.") String message,
        int attempt) {}
