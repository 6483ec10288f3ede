package dev.quintet.common.api.badge;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a badge is told on capturing a flag.
 *
 * @param message a sentence for the badge's screen
 */
public record FlagAnswer(
        @Schema(examples = "SUCCESS") String status,
        @Schema(examples = "mallory unlocked: Hello World for 5 points!") String message) {}
