package dev.quintet.common.telemetry;

import java.util.Locale;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Adds {@code X-Process-Time}, the seconds from the request's head to the answer's, where configured. */
@Singleton
public class RequestTiming {
    private static final int BEFORE_ALL = 100_000;

    private final boolean enabled;

    RequestTiming(@ConfigProperty(name = "quintet.request-timing.header", defaultValue = "false") boolean enabled) {
        this.enabled = enabled;
    }

    void register(@Observes Filters filters) {
        if (!enabled) {
            return;
        }
        filters.register(
                context -> {
                    long begun = System.nanoTime();
                    context.addHeadersEndHandler(ended -> context.response()
                            .putHeader(
                                    "X-Process-Time",
                                    String.format(Locale.ROOT, "%.6f", (System.nanoTime() - begun) / 1e9)));
                    context.next();
                },
                BEFORE_ALL);
    }
}
