package dev.quintet.task.worker;

import java.util.Map;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;

import dev.quintet.task.queue.Claim;

/** A span for each attempt, a child of the request that made the task. */
final class AttemptTracing {
    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private final OpenTelemetry telemetry;
    private final Tracer tracer;

    AttemptTracing(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("dev.quintet.task");
    }

    /** {@code item.process} becomes the original's {@code worker.process_item}. */
    private static String spanName(String type) {
        return type.equals("item.process") ? "worker.process_item" : "worker.process " + type;
    }

    Attempt.Body traced(Claim claim, Attempt.Body body) {
        return () -> {
            Context parent = claim.traceparent().isEmpty()
                    ? Context.root()
                    : telemetry
                            .getPropagators()
                            .getTextMapPropagator()
                            .extract(Context.root(), Map.of("traceparent", claim.traceparent()), GETTER);
            Span span = tracer.spanBuilder(spanName(claim.type()))
                    .setParent(parent)
                    .setSpanKind(SpanKind.CONSUMER)
                    .setAttribute("task.id", claim.id())
                    .setAttribute("task.type", claim.type())
                    .setAttribute("task.attempt", claim.attempt())
                    .startSpan();
            try (Scope scope = span.makeCurrent()) {
                return body.run();
            } catch (Throwable failure) {
                span.setStatus(StatusCode.ERROR, failure.toString());
                throw failure;
            } finally {
                span.end();
            }
        };
    }
}
