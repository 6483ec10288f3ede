package dev.quintet.common.api.badge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a badge is told on asking whether somebody has claimed it.
 *
 * @param registered {@code "0"} or {@code "1"}: a string on the wire
 * @param registrationCode eight hexadecimal digits to show to the person; null once registered
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RegistrationAnswer(
        @Schema(examples = "SUCCESS") String status,
        @Schema(
                        examples = "0",
                        enumeration = {"0", "1"})
                String registered,
        @Schema(examples = "9f8a01c4", nullable = true) @JsonProperty("registration_code") String registrationCode) {

    public static RegistrationAnswer known() {
        return new RegistrationAnswer(Answer.SUCCESS, "1", null);
    }

    public static RegistrationAnswer unknown(String code) {
        return new RegistrationAnswer(Answer.SUCCESS, "0", code);
    }
}
