package dev.quintet.common.api.badge;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a badge shows next.
 *
 * @param badgeAction what the badge does, in its own words
 * @param eventMessage what it shows
 */
public record QueuedEvent(
        @Schema(examples = "3") long id,
        @Schema(examples = "challenge") @JsonProperty("badge_action") String badgeAction,
        @Schema(examples = "mallory challenges you to a game of Breakout") @JsonProperty("event_message")
                String eventMessage) {}
