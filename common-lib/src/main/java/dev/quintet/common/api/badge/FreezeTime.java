package dev.quintet.common.api.badge;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When the leaderboards freeze.
 *
 * @param freezeAt from when on the public sees them as they stood then, in the years 2000 to 9999; null: live; never
 *     left out, for that would end a freeze by a slip
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FreezeTime(
        @Schema(examples = "2026-06-01T12:00:00Z", nullable = true) @JsonProperty(value = "freeze_at", required = true)
                Instant freezeAt) {}
