package dev.quintet.common.api.badge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What scores a game takes, and which are believed at once.
 *
 * @param signing {@code required} or {@code accepted}
 * @param maxScore higher ones are held for review; null: none is too high
 * @param maxScorePerSecond faster ones are held for review, by the badge's unit of time; null: none is too fast
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record GameRulesView(
        @Schema(examples = "Breakout", readOnly = true) @JsonProperty("game_name") String gameName,
        @Schema(examples = "accepted")
                @NotNull
                @Pattern(regexp = "required|accepted", message = "must be required or accepted")
                String signing,
        @Schema(examples = "100000", nullable = true) @Min(0) @Max(9_007_199_254_740_991L) @JsonProperty("max_score")
                Long maxScore,
        @Schema(examples = "200", nullable = true) @Min(1) @Max(1_000_000_000) @JsonProperty("max_score_per_second")
                Long maxScorePerSecond) {}
