package dev.quintet.anomaly.detection;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a node's normal is learned. */
@ConfigMapping(prefix = "quintet.anomaly.detection")
public interface DetectionConfig {
    /** Calm samples held a node, one every two taken: 150 are five minutes at one a second. */
    @WithDefault("150")
    @Min(30)
    @Max(2000)
    int normalSamples();

    /** How long an anomaly may last until it is learned as the new normal. */
    @WithDefault("15m")
    Duration patience();

    /** The rank from which on an alarm is told; it ends below half of it. */
    @WithDefault("0.8")
    double alarm();
}
