package dev.quintet.common.api.badge;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A score in a list.
 *
 * @param score points, 0 to 2^53 - 1
 * @param duration how long the game took, in the badge's unit, at most three decimals
 */
public record ScoreRow(
        @Schema(examples = "Breakout") @JsonProperty("game_name") String gameName,
        @Schema(examples = "4200") long score,
        @Schema(examples = "61.5") BigDecimal duration,
        @Schema(examples = "mallory") @JsonProperty("discord_handle") String discordHandle) {}
