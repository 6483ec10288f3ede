package dev.quintet.badge.telemetry;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** The original named only the collector's host: traces go to its port for OTLP over gRPC. */
public final class CollectorDefaults implements SmallRyeConfigBuilderCustomizer {
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        String host = System.getenv("OTEL_COLLECTOR_SVC");
        if (host != null && !host.isBlank()) {
            builder.withDefaultValue("OTEL_EXPORTER_OTLP_ENDPOINT", "http://" + host.strip() + ":4317");
        }
    }
}
