package dev.quintet.task.debug;

import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;

/**
 * Names the spans of requests {@code http.request}, as the original's are; method and route become their resource, as
 * Datadog shows it. Done when a span ends, for its route is known late.
 */
@Singleton
final class RequestSpans implements ExtendedSpanProcessor {
    private static final String NAME = "http.request";
    private static final String RESOURCE = "resource.name";

    @Override
    public void onEnding(ReadWriteSpan span) {
        if (span.getKind() == SpanKind.SERVER) {
            span.setAttribute(RESOURCE, span.getName());
            span.updateName(NAME);
        }
    }

    @Override
    public boolean isOnEndingRequired() {
        return true;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
