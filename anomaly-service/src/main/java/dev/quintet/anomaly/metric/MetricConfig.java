package dev.quintet.anomaly.metric;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How metrics are collected and held. */
@ConfigMapping(prefix = "quintet.anomaly.metric")
public interface MetricConfig {
    /** Minutes of samples held in memory; also {@code METRICS_WINDOW_MINUTES}. */
    @WithDefault("30")
    @Min(1)
    @Max(1440)
    int windowMinutes();

    /** Where metrics come from: {@code local}, {@code prometheus}, {@code oceanbase}; the first that knows a metric wins. */
    @WithDefault("local")
    List<String> sources();

    /** Time between samples. */
    @WithDefault("1s")
    Duration period();

    /** Threads that sample; nodes beyond this number wait their turn within the period. */
    @WithDefault("8")
    @Min(1)
    @Max(64)
    int threads();
}
