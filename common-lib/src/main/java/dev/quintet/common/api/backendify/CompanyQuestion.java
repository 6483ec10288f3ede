package dev.quintet.common.api.backendify;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which company is meant.
 *
 * @param id any text of 1 to 1,024 bytes in UTF-8
 * @param countryIso two letters, any case
 */
public record CompanyQuestion(
        @Schema(examples = "4711") String id,
        @JsonProperty("country_iso") @Schema(examples = "us") String countryIso) {}
