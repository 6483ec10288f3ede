package dev.quintet.gateway.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the requests that are with a service at once; what is beyond is refused, not queued. Thread-safe. */
public final class ConcurrencyLimit {
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    public ConcurrencyLimit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a concurrency limit is positive");
        }
        this.most = most;
    }

    /** To be paired with {@link #leave} if it gives true. */
    public boolean enter() {
        if (inside.incrementAndGet() <= most) {
            return true;
        }
        inside.decrementAndGet();
        return false;
    }

    public void leave() {
        inside.decrementAndGet();
    }

    public int inside() {
        return inside.get();
    }
}
