package dev.quintet.common.api.badge;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person, as staff see one.
 *
 * @param points of all achievements
 * @param badges how many
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StaffPerson(
        @Schema(examples = "7") long id,
        @Schema(examples = "mallory") @JsonProperty("discord_handle") String discordHandle,
        @Schema(examples = "80351110224678912") @JsonProperty("discord_user_id") String discordUserId,
        @Schema(examples = "Mallory", nullable = true) @JsonProperty("first_name") String firstName,
        @Schema(examples = "Doe", nullable = true) @JsonProperty("last_name") String lastName,
        @Schema(examples = "students", nullable = true) String bracket,
        @Schema(examples = "1") long badges,
        @Schema(examples = "18") long points,
        @Schema(examples = "2026-06-01T12:00:00Z") @JsonProperty("created_at") Instant createdAt) {}
