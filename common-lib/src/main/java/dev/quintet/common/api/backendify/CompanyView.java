package dev.quintet.common.api.backendify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A company.
 *
 * @param id as asked
 * @param name as its backend gave it
 * @param active whether its end, if it has one, is still to come
 * @param activeUntil its end, RFC 3339 in UTC; left out if it has none
 */
public record CompanyView(
        @Schema(examples = "4711") String id,
        @Schema(examples = "Acme Inc.") String name,
        boolean active,
        @JsonProperty("active_until")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(examples = "2031-12-31T23:59:59Z")
                String activeUntil) {}
