package dev.quintet.common.api.backendify;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a country's backend is from now on.
 *
 * @param url http or https, with a path if need be, without user, query or fragment
 */
public record BackendChange(@NotBlank @Size(max = 2048) @Schema(examples = "http://localhost:9002") String url) {}
