package dev.quintet.gateway.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.quintet.common.problem.ProblemException;

/** Whether the gateway is stopping: then new requests are sent elsewhere and those under way are let finish. */
final class Draining {
    private final AtomicBoolean begun = new AtomicBoolean();

    void begin() {
        begun.set(true);
    }

    /** @throws ProblemException 503 while draining */
    void check() {
        if (begun.get()) {
            throw Refused.because(503, "unavailable", "The gateway is stopping.")
                    .withRetryAfter(Duration.ofSeconds(1))
                    .withHeader("Connection", "close");
        }
    }
}
