package dev.quintet.common.telemetry;

import java.util.Locale;
import java.util.Optional;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Where traces go, and how many of them: OpenTelemetry's own variable, the collector's of the original badge service, or
 * Datadog's. Environment, service and version ({@code DD_ENV}, {@code DD_SERVICE}, {@code DD_VERSION}) become attributes
 * of the OpenTelemetry resource, see {@code config.ExtensionDefaults}.
 */
@ConfigMapping(prefix = "quintet.telemetry")
public interface TelemetryConfig {
    /** Of OTLP over gRPC, at a collector as at a Datadog Agent. */
    int OTLP_PORT = 4317;

    /** OTEL_EXPORTER_OTLP_ENDPOINT: an address with scheme and port; goes before the two below. */
    @WithDefault("${OTEL_EXPORTER_OTLP_ENDPOINT:}")
    Optional<String> otlpEndpoint();

    /** OTEL_COLLECTOR_SVC: a collector's host, listening on 4317; goes before the agent. */
    @WithDefault("${OTEL_COLLECTOR_SVC:}")
    Optional<String> collectorHost();

    /** DD_AGENT_HOST: a Datadog Agent's host, taking OTLP on 4317. Its own port, DD_TRACE_AGENT_PORT, is another. */
    @WithDefault("${DD_AGENT_HOST:}")
    Optional<String> agentHost();

    /** SKIP_METRICS: {@code True} turns the sending off whatever else is set. */
    @WithDefault("${SKIP_METRICS:false}")
    String skip();

    /** DD_TRACE_SAMPLE_RATE: which part of the traces is sent, 0..1; a trace that came in sampled stays so. */
    @WithDefault("${DD_TRACE_SAMPLE_RATE:1.0}")
    @DecimalMin("0")
    @DecimalMax("1")
    double sampleRate();

    /** DD_RUNTIME_METRICS_ENABLED: whether the metrics tell of the JVM, its process and its machine. */
    @WithDefault("${DD_RUNTIME_METRICS_ENABLED:true}")
    boolean runtimeMetrics();

    /** Where traces are sent; empty when nowhere. */
    default Optional<String> endpoint() {
        if (skip().toLowerCase(Locale.ROOT).equals("true")) {
            return Optional.empty();
        }
        return otlpEndpoint()
                .or(() -> collectorHost().or(this::agentHost).map(host -> "http://" + host + ":" + OTLP_PORT));
    }
}
