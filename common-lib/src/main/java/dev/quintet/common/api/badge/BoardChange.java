package dev.quintet.common.api.badge;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A score that came on a leaderboard, or left it.
 *
 * @param recordId the score's record
 * @param bracket the player's bracket, null if none
 * @param place the place among all scores of the game when it came, from 1; null if it left
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BoardChange(
        @Schema(examples = "42") @JsonProperty("record_id") long recordId,
        @Schema(examples = "Breakout") @JsonProperty("game_name") String gameName,
        @Schema(examples = "4200") long score,
        @Schema(examples = "61.5") BigDecimal duration,
        @Schema(examples = "mallory") @JsonProperty("discord_handle") String discordHandle,
        @Schema(examples = "students", nullable = true) String bracket,
        @Schema(examples = "3", nullable = true) Long place) {
    /** The same at this place. */
    public BoardChange at(long newPlace) {
        return new BoardChange(recordId, gameName, score, duration, discordHandle, bracket, newPlace);
    }
}
