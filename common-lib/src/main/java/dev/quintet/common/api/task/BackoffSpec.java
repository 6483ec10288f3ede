package dev.quintet.common.api.task;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The pause before another attempt.
 *
 * @param kind {@code fixed}: always the delay; {@code exponential} (the default): doubled with each attempt, up to max
 * @param delay the first pause, for example {@code 500ms}; up to 1 h; default 1 s
 * @param max the longest pause; up to 24 h; default 5 min
 * @param jitter part of the pause that is drawn at random, 0..1; default 0.2
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackoffSpec(
        Kind kind,
        @Pattern(regexp = DurationText.PATTERN, message = DurationText.MESSAGE) @Schema(examples = "1s") String delay,
        @Pattern(regexp = DurationText.PATTERN, message = DurationText.MESSAGE) @Schema(examples = "5m") String max,
        @DecimalMin("0") @DecimalMax("1") @Schema(examples = "0.2") Double jitter) {

    /** How the pause grows. */
    public enum Kind {
        FIXED,
        EXPONENTIAL;

        @JsonValue
        @Override
        public String toString() {
            return WireNames.of(this);
        }
    }
}
