package dev.quintet.common.api.badge;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member of staff did.
 *
 * @param caller the key's or token's name
 * @param action dotted: {@code score.void}
 * @param subject to what: {@code score 42}
 * @param detail what was asked for, and what was before
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditEntry(
        @Schema(examples = "1") long id,
        @Schema(examples = "2026-06-01T12:00:00Z") Instant at,
        @Schema(examples = "front-desk") String caller,
        @Schema(examples = "score.void") String action,
        @Schema(examples = "score 42") String subject,
        @Schema(type = SchemaType.OBJECT) JsonNode detail) {}
