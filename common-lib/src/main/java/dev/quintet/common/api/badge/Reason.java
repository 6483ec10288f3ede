package dev.quintet.common.api.badge;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why staff do something.
 *
 * @param reason 1 to 500 characters, for the audit
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Reason(
        @Schema(examples = "the sensor was stuck")
                @NotBlank
                @Pattern(regexp = ClaimRequest.PRINTABLE, message = ClaimRequest.PRINTABLE_MESSAGE)
                @Size(max = 500)
                String reason) {}
