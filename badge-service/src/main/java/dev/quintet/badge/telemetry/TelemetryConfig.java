package dev.quintet.badge.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Telemetry, by the variables of the original. */
@ConfigMapping(prefix = "quintet.badges.telemetry")
public interface TelemetryConfig {
    /** Whether metrics and traces are off. Environment: {@code SKIP_METRICS=True}. */
    @WithDefault("false")
    boolean skipMetrics();

    /** What the attribute {@code host} of the metrics says. */
    @WithDefault("${HOSTNAME:local}")
    String host();
}
