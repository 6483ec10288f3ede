package dev.quintet.gateway.auth;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may come in. */
@ConfigMapping(prefix = "quintet.gateway.auth")
public interface AuthConfig {
    /** The key that needs no Redis, role admin; {@code QUINTET_API_KEY}. At least 24 characters, high entropy. */
    Optional<String> bootstrapKey();

    /** How long a checked key is believed without asking Redis; a revoked key may work for as long elsewhere. */
    @WithDefault("5s")
    Duration cacheTtl();

    /** Most checked keys remembered. */
    @WithDefault("10000")
    int cacheSize();

    /** Most wrong keys of one address in {@link #failureWindow}; more are answered 429. */
    @WithDefault("10")
    int failures();

    /** The time over which wrong keys are counted. */
    @WithDefault("60s")
    Duration failureWindow();

    /** Most keys there can be. */
    @WithDefault("1000")
    int maxKeys();
}
