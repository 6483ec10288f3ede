package dev.quintet.common.api.badge;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A reading of a badge's alcohol sensor.
 *
 * @param reading in the sensor's own unit, at most four decimals
 */
public record ReadingRow(
        @Schema(examples = "mallory") @JsonProperty("discord_handle") String discordHandle,
        @Schema(examples = "0.08") BigDecimal reading) {}
