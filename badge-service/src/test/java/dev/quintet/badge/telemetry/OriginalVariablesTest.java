package dev.quintet.badge.telemetry;

import java.io.IOException;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the original's variables do, by the settings as they are shipped. */
class OriginalVariablesTest {
    @Test
    void skipMetricsTurnsMetricsAndTracesOff() throws IOException {
        SmallRyeConfig config = with(Map.of("SKIP_METRICS", "True"));
        assertThat(config.getValue("quarkus.otel.sdk.disabled", Boolean.class)).isTrue();
        assertThat(counted(config)).isZero();
    }

    @Test
    void withoutItMetricsAreCountedAndTheServiceHasItsOwnName() throws IOException {
        SmallRyeConfig config = with(Map.of());
        assertThat(config.getValue("quarkus.otel.sdk.disabled", Boolean.class)).isFalse();
        assertThat(counted(config)).isEqualTo(1);
        assertThat(config.getValue("quarkus.otel.service.name", String.class)).isEqualTo("badge-service");
        assertThat(config.getValue("quarkus.otel.resource.attributes", String.class))
                .isEqualTo("deployment.environment.name=local");
    }

    @Test
    void appNameAndAppEnvNameTheTraces() throws IOException {
        SmallRyeConfig config = with(Map.of("APP_NAME", "ckc-badge-api", "APP_ENV", "con-day"));
        assertThat(config.getValue("quarkus.otel.service.name", String.class)).isEqualTo("ckc-badge-api");
        assertThat(config.getValue("quarkus.otel.resource.attributes", String.class))
                .isEqualTo("deployment.environment.name=con-day");
    }

    private static int counted(SmallRyeConfig config) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        meters.config().meterFilter(MeterSwitch.skip(config.getConfigMapping(TelemetryConfig.class)));
        meters.counter("http_requests").increment();
        return (int) meters.find("http_requests").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static SmallRyeConfig with(Map<String, String> environment) throws IOException {
        return new SmallRyeConfigBuilder()
                .withMapping(TelemetryConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(
                        OriginalVariablesTest.class.getResource("/application.properties"), 250))
                .addDefaultInterceptors()
                .withValidateUnknown(false)
                .build();
    }
}
