package dev.quintet.gateway.proxy;

import dev.quintet.gateway.route.RouteLimits;

/** Where a request to a service is. */
enum CallPhase {
    CONNECTING,
    SENDING,
    WAITING,
    ANSWERING,
    DONE;

    /** How long nothing may move in this phase, nanoseconds. */
    long patienceNanos(RouteLimits limits, long connectNanos, Exchange exchange) {
        return switch (this) {
            // The connection itself has its own timeout; this one bounds the wait for a free one as well.
            case CONNECTING -> 2 * connectNanos;
            case SENDING, ANSWERING -> limits.idle().toNanos();
            case WAITING ->
                exchange.wantsEvents() ? Long.MAX_VALUE : limits.firstByte().toNanos();
            case DONE -> Long.MAX_VALUE;
        };
    }
}
