package dev.quintet.gateway.health;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The aggregated health. */
@ConfigMapping(prefix = "quintet.gateway.health")
public interface HealthConfig {
    /** How long one instance may take to say how it is. */
    @WithDefault("3s")
    Duration timeout();

    /** How long an answer is given again. */
    @WithDefault("1s")
    Duration cacheTtl();

    /** How often the instances of a service that has several are asked whether they are ready. */
    @WithDefault("2s")
    Duration checkEvery();
}
