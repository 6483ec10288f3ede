package dev.quintet.common.telemetry;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.common.config.ExtensionDefaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The variables of the original systems, as they reach OpenTelemetry. */
class TelemetryConfigTest {
    private static final int ABOVE_DEFAULTS = 300;

    private static SmallRyeConfig config(String... pairs) {
        Map<String, String> given = new HashMap<>(Map.of("quarkus.application.name", "some-service"));
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            given.put(parts[0], parts[1]);
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new ExtensionDefaults())
                .withMapping(TelemetryConfig.class)
                .withSources(new PropertiesConfigSource(given, "test", ABOVE_DEFAULTS))
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "OTEL_EXPORTER_OTLP_ENDPOINT=https://otlp.example:443 | https://otlp.example:443",
                "OTEL_COLLECTOR_SVC=collector | http://collector:4317",
                "DD_AGENT_HOST=agent | http://agent:4317",
                "DD_AGENT_HOST=agent,DD_TRACE_AGENT_PORT=8126,OTEL_COLLECTOR_SVC=collector | http://collector:4317",
                "DD_AGENT_HOST=agent,OTEL_EXPORTER_OTLP_ENDPOINT=http://here:1 | http://here:1",
                "OTEL_COLLECTOR_SVC=collector,DD_AGENT_HOST= | http://collector:4317",
            })
    void theEndpointIsTheFirstThatIsNamedAndTheExportersIsTheSame(String given, String endpoint) {
        SmallRyeConfig config = config(given.split(","));
        assertThat(config.getConfigMapping(TelemetryConfig.class).endpoint()).contains(endpoint);
        assertThat(config.getValue("quarkus.otel.exporter.otlp.endpoint", String.class))
                .isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "DD_ENV=prod",
        "DD_TRACE_AGENT_PORT=8126",
        "OTEL_EXPORTER_OTLP_ENDPOINT=",
        "'DD_AGENT_HOST=agent,SKIP_METRICS=True'"
    })
    void nothingIsSentWithoutAnEndpointOrWhenToldNotTo(String given) {
        assertThat(config(given.split(","))
                        .getConfigMapping(TelemetryConfig.class)
                        .endpoint())
                .isEmpty();
    }

    @Test
    void environmentServiceAndVersionBecomeResourceAttributes() {
        SmallRyeConfig named = config("DD_ENV=prod", "DD_SERVICE=shop", "DD_VERSION=3.1");
        assertThat(named.getValue("quarkus.otel.service.name", String.class)).isEqualTo("shop");
        assertThat(named.getValue("quarkus.otel.resource.attributes", String.class))
                .isEqualTo("deployment.environment.name=prod,service.version=3.1");
        assertThat(config().getValue("quarkus.otel.service.name", String.class)).isEqualTo("some-service");
    }

    @Test
    void theSampleRateIsOneUnlessGiven() {
        assertThat(config("DD_TRACE_SAMPLE_RATE=0.25")
                        .getConfigMapping(TelemetryConfig.class)
                        .sampleRate())
                .isEqualTo(0.25);
        assertThat(config().getConfigMapping(TelemetryConfig.class).sampleRate())
                .isEqualTo(1.0);
        assertThatThrownBy(() -> config("DD_TRACE_SAMPLE_RATE=often")).hasMessageContaining("often");
    }

    @Test
    void eachLineOfTheLogTellsItsTraceWhereThatIsAskedFor() {
        String plain = format();
        assertThat(plain).doesNotContain("dd.trace_id");
        assertThat(format("DD_LOGS_INJECTION=true")).contains("dd.trace_id=%X{traceId} dd.span_id=%X{spanId}");
        assertThat(format("DD_LOGS_INJECTION=false")).isEqualTo(plain);
        assertThat(format("DD_LOGS_INJECTION=perhaps")).isEqualTo(plain);
    }

    private static String format(String... pairs) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources();
        Map<String, String> given = new HashMap<>();
        for (String pair : pairs) {
            given.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return builder.withSources(new PropertiesConfigSource(given, "test", ABOVE_DEFAULTS))
                .build()
                .getValue("quarkus.log.console.format", String.class);
    }
}
