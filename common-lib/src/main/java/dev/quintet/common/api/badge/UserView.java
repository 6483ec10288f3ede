package dev.quintet.common.api.badge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person with the badge that was claimed.
 *
 * @param id the person's number
 * @param uuid the badge's uuid
 * @param macAddress the badge's MAC address
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UserView(
        @Schema(examples = "7") long id,
        @Schema(examples = "mallory") @JsonProperty("discord_handle") String discordHandle,
        @Schema(examples = "80351110224678912") @JsonProperty("discord_user_id") String discordUserId,
        @Schema(examples = "Mallory", nullable = true) @JsonProperty("first_name") String firstName,
        @Schema(examples = "Doe", nullable = true) @JsonProperty("last_name") String lastName,
        @Schema(examples = "6f1c2b3a-0d4e-4f5a-8b6c-7d8e9f0a1b2c") String uuid,
        @Schema(examples = "24:0a:c4:00:01:10") @JsonProperty("mac_address") String macAddress) {}
