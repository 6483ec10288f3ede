package dev.quintet.common.api.badge;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A badge's secret for signing scores.
 *
 * @param key 32 bytes as hexadecimal digits; it is told once
 */
public record BadgeKey(
        @Schema(examples = "5f2d1c0b9a88776655443322110ffeeddccbbaa99887766554433221100ffeed") String key) {}
