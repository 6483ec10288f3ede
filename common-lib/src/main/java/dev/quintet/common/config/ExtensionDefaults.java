package dev.quintet.common.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** Shared defaults for extensions that not every service has; set for an absent one, Quarkus would warn of them. */
public final class ExtensionDefaults implements SmallRyeConfigBuilderCustomizer {
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (isPresent("io.quarkus.redis.client.RedisClientName")) {
            redis(builder, "quarkus.redis");
            redis(builder, "quarkus.redis.blocking");
            // A blocking read holds its connection for as long as it reads.
            builder.withDefaultValue("quarkus.redis.blocking.max-pool-size", "16");
        }
        if (isPresent("io.quarkus.opentelemetry.runtime.OpenTelemetryRecorder")) {
            // The same order as telemetry.TelemetryConfig#endpoint, which says whether anything is sent there at all.
            builder.withDefaultValue(
                    "quarkus.otel.exporter.otlp.endpoint",
                    "${OTEL_EXPORTER_OTLP_ENDPOINT:http://${OTEL_COLLECTOR_SVC:${DD_AGENT_HOST:localhost}}:4317}");
            builder.withDefaultValue("quarkus.otel.service.name", "${DD_SERVICE:${quarkus.application.name}}");
            builder.withDefaultValue(
                    "quarkus.otel.resource.attributes",
                    "deployment.environment.name=${DD_ENV:development},service.version=${DD_VERSION:0.1.0}");
        }
    }

    private static void redis(SmallRyeConfigBuilder builder, String prefix) {
        builder.withDefaultValue(prefix + ".hosts", "redis://${REDIS_HOST:127.0.0.1}:${REDIS_PORT:6379}");
        builder.withDefaultValue(prefix + ".password", "${REDIS_PASSWORD:}");
        builder.withDefaultValue(prefix + ".timeout", "2S");
        builder.withDefaultValue(prefix + ".max-pool-size", "16");
        builder.withDefaultValue(prefix + ".max-pool-waiting", "4096");
        builder.withDefaultValue(prefix + ".reconnect-attempts", "0");
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, ExtensionDefaults.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
