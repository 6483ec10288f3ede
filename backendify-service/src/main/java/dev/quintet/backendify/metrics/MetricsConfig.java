package dev.quintet.backendify.metrics;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is counted for others. */
@ConfigMapping(prefix = "quintet.backendify.metrics")
public interface MetricsConfig {
    /** How often the counts go to STATSD_SERVER. */
    @WithDefault("1s")
    Duration statsdInterval();
}
