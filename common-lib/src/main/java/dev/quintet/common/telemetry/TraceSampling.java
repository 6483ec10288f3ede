package dev.quintet.common.telemetry;

import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Traces have ids everywhere, for logs and problems; they are recorded and sent only where an endpoint is set. */
@Singleton
public class TraceSampling {
    @Produces
    @Singleton
    Sampler sampler(
            @ConfigProperty(name = "OTEL_EXPORTER_OTLP_ENDPOINT") Optional<String> endpoint,
            @ConfigProperty(name = "DD_TRACE_SAMPLE_RATE", defaultValue = "1.0") double rate) {
        return endpoint.isPresent() ? Sampler.parentBased(Sampler.traceIdRatioBased(rate)) : Sampler.alwaysOff();
    }
}
