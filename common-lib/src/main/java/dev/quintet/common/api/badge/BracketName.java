package dev.quintet.common.api.badge;

import jakarta.validation.constraints.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A group of people that is ranked by itself as well.
 *
 * @param bracket 1 to 32 lower-case letters, digits or dashes; null, never left out, where none is meant
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BracketName(
        @Schema(examples = "students", nullable = true)
                @Pattern(regexp = "[a-z0-9-]{1,32}", message = "must be 1 to 32 lower-case letters, digits or dashes")
                @JsonProperty(value = "bracket", required = true)
                String bracket) {}
