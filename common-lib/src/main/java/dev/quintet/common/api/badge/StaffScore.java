package dev.quintet.common.api.badge;

import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A stored score, as staff see it.
 *
 * @param state {@code kept}, {@code held} for review or {@code void}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StaffScore(
        @Schema(examples = "42") @JsonProperty("record_id") long recordId,
        @Schema(examples = "Breakout") @JsonProperty("game_name") String gameName,
        @Schema(examples = "4200") long score,
        @Schema(examples = "61.5") BigDecimal duration,
        @Schema(examples = "mallory") @JsonProperty("discord_handle") String discordHandle,
        @Schema(examples = "7") @JsonProperty("badge_id") long badgeId,
        @Schema(examples = "held") String state,
        @Schema(examples = "2026-06-01T12:00:00Z") @JsonProperty("created_at") Instant createdAt) {}
