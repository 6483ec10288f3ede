package dev.quintet.gateway.route;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the instances behind {@code dns://} names are found. */
@ConfigMapping(prefix = "quintet.gateway.discovery")
public interface DiscoveryConfig {
    /** How often names are asked for. */
    @WithDefault("5s")
    Duration every();

    /** The name server, {@code address:port}; if not set, those of the machine. */
    Optional<String> server();
}
