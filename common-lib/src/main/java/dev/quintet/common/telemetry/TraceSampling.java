package dev.quintet.common.telemetry;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.opentelemetry.sdk.trace.samplers.Sampler;

/** Traces have ids everywhere, for logs and problems; they are recorded and sent only where an endpoint is set. */
@Singleton
public class TraceSampling {
    @Produces
    @Singleton
    Sampler sampler(TelemetryConfig config) {
        return config.endpoint().isPresent()
                ? Sampler.parentBased(Sampler.traceIdRatioBased(config.sampleRate()))
                : Sampler.alwaysOff();
    }
}
