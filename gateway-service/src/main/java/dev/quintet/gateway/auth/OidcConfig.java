package dev.quintet.gateway.auth;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bearer tokens of an OpenID Connect issuer. Off unless an issuer is named. */
@ConfigMapping(prefix = "quintet.gateway.oidc")
public interface OidcConfig {
    /** The issuer, as its tokens name it; an http or https URL. */
    Optional<String> issuer();

    /** What its tokens must be meant for. */
    @WithDefault("quintet")
    String audience();

    /** Where its keys are; found by the issuer's discovery document if not set. */
    Optional<String> jwksUrl();

    /** The claim with the roles, a list or words; a dot leads into an object: {@code realm_access.roles}. */
    @WithDefault("roles")
    String roleClaim();

    /** Roles here by the issuer's: {@code role-map.db-admins=operator}. One of the same name needs no entry. */
    Map<String, String> roleMap();

    /** How far clocks may differ. */
    @WithDefault("30s")
    Duration skew();

    /** How long the issuer's keys are believed. */
    @WithDefault("10m")
    Duration keysTtl();

    /** How soon the issuer may be asked again for a key that it did not have, or after it was away. */
    @WithDefault("10s")
    Duration keysRetry();

    /** How long the issuer may take to answer. */
    @WithDefault("2s")
    Duration timeout();
}
