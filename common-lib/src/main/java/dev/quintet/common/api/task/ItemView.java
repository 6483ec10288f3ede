package dev.quintet.common.api.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A processed item; what was not given is null. */
public record ItemView(
        @Schema(examples = "5") long id,
        @Schema(examples = "lamp") String name,
        @Schema(examples = "bright") String description,
        @Schema(examples = "10.0") double price,
        @Schema(examples = "0.2") Double tax,
        @JsonProperty("price_with_tax") @Schema(examples = "12.0") double priceWithTax) {}
