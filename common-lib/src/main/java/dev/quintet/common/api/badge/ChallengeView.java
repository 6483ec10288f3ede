package dev.quintet.common.api.badge;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One person's challenge to another to a game.
 *
 * @param state {@code offered}, {@code accepted}, {@code declined}, {@code expired}, {@code won} or {@code drawn}
 * @param winner the winner's name once won, else null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ChallengeView(
        @Schema(examples = "12") long id,
        @Schema(examples = "Breakout") @JsonProperty("game_name") String gameName,
        @Schema(examples = "mallory") String challenger,
        @Schema(examples = "alice") String opponent,
        @Schema(examples = "offered") String state,
        @Schema(nullable = true) String winner,
        @Schema(examples = "2026-06-01T12:00:00Z") @JsonProperty("expires_at") Instant expiresAt) {}
