package dev.quintet.gateway.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the retries of a service to a fifth of its requests, so that retries never multiply an overload. A service
 * that was not called for long has ten. Thread-safe.
 *
 * @see <a href="https://finagle.github.io/blog/2016/02/08/retry-budgets/">Finagle: retry budgets</a>
 */
public final class RetryBudget {
    /** So many requests earn one retry. */
    private static final int REQUESTS_A_RETRY = 5;

    private static final int FIRST = 10 * REQUESTS_A_RETRY;
    private static final int MOST = 100 * REQUESTS_A_RETRY;

    private final AtomicInteger earned = new AtomicInteger(FIRST);

    /** A request came. */
    public void earn() {
        // Not exact at the bound, and need not be.
        if (earned.get() < MOST) {
            earned.incrementAndGet();
        }
    }

    /** Whether a retry may be made; it is then spent. */
    public boolean spend() {
        int before = earned.get();
        while (before >= REQUESTS_A_RETRY) {
            if (earned.compareAndSet(before, before - REQUESTS_A_RETRY)) {
                return true;
            }
            before = earned.get();
        }
        return false;
    }
}
