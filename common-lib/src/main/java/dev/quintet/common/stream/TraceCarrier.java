package dev.quintet.common.stream;

import java.util.LinkedHashMap;
import java.util.Map;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;

/** Carries the trace across a stream: {@code traceparent} and its kin travel as fields of the entry. */
final class TraceCarrier {
    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> fields) {
            return fields.keySet();
        }

        @Override
        public String get(Map<String, String> fields, String key) {
            return fields.get(key);
        }
    };

    private final OpenTelemetry telemetry;
    private final Tracer tracer;

    TraceCarrier(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("dev.quintet.stream");
    }

    Map<String, String> inject(Map<String, String> fields) {
        Map<String, String> carried = new LinkedHashMap<>(fields);
        telemetry.getPropagators().getTextMapPropagator().inject(Context.current(), carried, Map::put);
        return carried;
    }

    /** The span of one delivery, a child of the publisher's. */
    Span start(String stream, StreamMessage message) {
        Context parent =
                telemetry.getPropagators().getTextMapPropagator().extract(Context.root(), message.fields(), GETTER);
        return tracer.spanBuilder("process " + stream)
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "redis")
                .setAttribute("messaging.destination.name", stream)
                .setAttribute("messaging.message.id", message.id())
                .setAttribute("messaging.redis.delivery", message.delivery())
                .startSpan();
    }
}
