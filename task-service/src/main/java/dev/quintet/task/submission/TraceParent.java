package dev.quintet.task.submission;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;

/** The trace of the request at hand, as a task carries it to its worker. */
@Singleton
public final class TraceParent {
    private final OpenTelemetry telemetry;

    TraceParent(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** W3C trace context, or empty when there is no trace. */
    public String of(Context context) {
        Map<String, String> carrier = new HashMap<>();
        telemetry.getPropagators().getTextMapPropagator().inject(context, carrier, Map::put);
        return carrier.getOrDefault("traceparent", "");
    }
}
