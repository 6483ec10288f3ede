package dev.quintet.common.api.badge;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A claimed badge, as staff see it.
 *
 * @param signs whether it has a key
 * @param counter the highest it has signed with
 * @param status what it last said of itself, any JSON
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StaffBadge(
        @Schema(examples = "7") long id,
        @Schema(examples = "6f1c2b3a-0d4e-4f5a-8b6c-7d8e9f0a1b2c") String uuid,
        @Schema(examples = "24:0a:c4:00:01:10") @JsonProperty("mac_address") String macAddress,
        @Schema(examples = "mallory") @JsonProperty("discord_handle") String discordHandle,
        @Schema(examples = "false") boolean signs,
        @Schema(examples = "0") long counter,
        @Schema(nullable = true, implementation = Object.class) JsonNode status,
        @Schema(examples = "2026-06-01T12:00:00Z") @JsonProperty("created_at") Instant createdAt) {}
