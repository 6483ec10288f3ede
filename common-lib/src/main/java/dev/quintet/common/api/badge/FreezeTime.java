package dev.quintet.common.api.badge;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When the leaderboards freeze.
 *
 * @param freezeAt from when on the public sees them as they stood then; null: live
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FreezeTime(
        @Schema(examples = "2026-06-01T12:00:00Z", nullable = true) @JsonProperty("freeze_at") Instant freezeAt) {}
