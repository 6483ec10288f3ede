package dev.quintet.common.api.badge;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message on its way to Discord, or there.
 *
 * @param state {@code waiting}, {@code posted}, {@code refused} by Discord, or {@code unsure}: sent twice without an answer
 * @param note why, where it is not posted
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DiscordMessage(
        @Schema(examples = "3") long id,
        @Schema(examples = "achievement") String channel,
        @Schema(examples = "mallory unlocked: Hello World for 5 points!") String content,
        @Schema(examples = "posted") String state,
        @Schema(nullable = true) String note,
        @Schema(examples = "2026-06-01T12:00:00Z") @JsonProperty("created_at") Instant createdAt) {}
