package dev.quintet.common.api.backendify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to one question of a batch.
 *
 * @param id as asked
 * @param countryIso as asked
 * @param status what {@code GET /company} would have answered: 200, 400, 404, 502 or 504
 * @param cache HIT, HIT-L2, MISS or COALESCED, if the status is 200
 * @param company if the status is 200
 * @param problem the slug of what went wrong, if it is another
 * @param detail what went wrong, for a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompanyResult(
        @JsonInclude @Schema(examples = "4711") String id,
        @JsonInclude @JsonProperty("country_iso") @Schema(examples = "us") String countryIso,
        @Schema(examples = "200") int status,
        @Schema(examples = "HIT") String cache,
        CompanyView company,
        @Schema(examples = "urn:quintet:problem:company-not-found") String problem,
        String detail) {}
