package dev.quintet.gateway.limit;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How limits are kept; how high they are is said by each route. */
@ConfigMapping(prefix = "quintet.gateway.limit")
public interface LimitConfig {
    /** How long Redis may take; after that this gateway limits by itself. Late by up to 100 ms. */
    @WithDefault("250ms")
    Duration redisTimeout();

    /** How long this gateway then limits by itself before it asks Redis again. */
    @WithDefault("1s")
    Duration localFor();

    /** Most callers remembered while this gateway limits by itself; the one longest unseen is forgotten. */
    @WithDefault("50000")
    int localCallers();
}
