package dev.quintet.common.api.gateway;

import java.time.Instant;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Asks for an API key.
 *
 * @param name whose key it is, for logs and audits
 * @param role what its bearer may do
 * @param expires when it ends; null: never
 */
public record CreateKey(
        @NotNull
                @Pattern(
                        regexp = "[A-Za-z0-9][A-Za-z0-9 ._@-]{0,99}",
                        message =
                                "must be 1 to 100 letters, digits, blanks or . _ @ -, beginning with one of the former")
                String name,
        @NotNull
                @Pattern(
                        regexp = "viewer|operator|admin|bot|worker",
                        message = "must be viewer, operator, admin, bot or worker")
                String role,
        Instant expires) {}
