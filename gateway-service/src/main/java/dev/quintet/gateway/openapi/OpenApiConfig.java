package dev.quintet.gateway.openapi;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The merged document. */
@ConfigMapping(prefix = "quintet.gateway.openapi")
public interface OpenApiConfig {
    /** How long the merged document is given again before the services are asked anew. */
    @WithDefault("10s")
    Duration cacheTtl();

    /** How long a service may take to give its own; after that the last known is used. */
    @WithDefault("2s")
    Duration timeout();
}
