package dev.quintet.common.api.badge;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bot says who typed the code that a badge shows.
 *
 * @param registrationCode eight hexadecimal digits, upper or lower case
 * @param discordHandle the person's name on Discord, 1 to 64 characters
 * @param discordUserId the person's id on Discord, which never changes
 */
public record ClaimRequest(
        @Schema(examples = "9f8a01c4")
                @NotNull
                @Pattern(regexp = "[0-9a-fA-F]{8}", message = "must be eight hexadecimal digits")
                @JsonProperty("registration_code")
                String registrationCode,
        @Schema(examples = "mallory")
                @NotBlank
                @Pattern(regexp = ClaimRequest.PRINTABLE, message = ClaimRequest.PRINTABLE_MESSAGE)
                @Size(min = 1, max = 64)
                @JsonProperty("discord_handle")
                String discordHandle,
        @Schema(examples = "80351110224678912")
                @NotNull
                @Pattern(regexp = "[0-9A-Za-z_-]{1,32}", message = "must be 1 to 32 letters, digits, _ or -")
                @JsonProperty("discord_user_id")
                String discordUserId,
        @Schema(examples = "Mallory")
                @Pattern(regexp = ClaimRequest.PRINTABLE, message = ClaimRequest.PRINTABLE_MESSAGE)
                @Size(max = 100)
                @JsonProperty("first_name")
                String firstName,
        @Schema(examples = "Doe")
                @Pattern(regexp = ClaimRequest.PRINTABLE, message = ClaimRequest.PRINTABLE_MESSAGE)
                @Size(max = 100)
                @JsonProperty("last_name")
                String lastName) {
    /** Written out, since not every reader of the OpenAPI document knows Unicode's classes by name. */
    static final String PRINTABLE = "[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*";

    static final String PRINTABLE_MESSAGE = "must not hold control characters";
}
