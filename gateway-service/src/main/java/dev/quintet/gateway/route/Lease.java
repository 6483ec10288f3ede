package dev.quintet.gateway.route;

/**
 * An instance's work on one request. Its breaker is told how it went by {@link #succeeded} or {@link #failed}, and in any
 * case it ends once.
 *
 * @param begunNanos when it began, {@link System#nanoTime}
 */
public record Lease(Instance instance, long begunNanos) {
    public void succeeded() {
        instance.breaker().succeeded(begunNanos);
    }

    public void failed(long nanoTime) {
        instance.breaker().failed(begunNanos, nanoTime);
    }

    public void end() {
        instance.end(begunNanos);
    }
}
