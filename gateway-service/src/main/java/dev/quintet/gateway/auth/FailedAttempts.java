package dev.quintet.gateway.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.quintet.gateway.limit.ClientNetwork;

/** Counts the wrong keys of each address in fixed windows. Bounded: the address longest unseen is forgotten first. */
final class FailedAttempts {
    private static final int MOST_ADDRESSES = 10_000;

    private record Window(long endNanos, int failures) {}

    private final int most;
    private final Duration window;
    private final LongSupplier nanoTime;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    FailedAttempts(int most, Duration window, LongSupplier nanoTime) {
        this.most = most;
        this.window = window;
        this.nanoTime = nanoTime;
    }

    /** How long the address has to wait, if it has used up its failures. */
    synchronized Optional<Duration> barredFor(String address) {
        Window current = windows.get(ClientNetwork.of(address));
        long left = current == null ? 0 : current.endNanos() - nanoTime.getAsLong();
        return current != null && left > 0 && current.failures() >= most
                ? Optional.of(Duration.ofNanos(left))
                : Optional.empty();
    }

    synchronized void failed(String address) {
        long now = nanoTime.getAsLong();
        Window current = windows.get(ClientNetwork.of(address));
        Window next = current == null || current.endNanos() - now <= 0
                ? new Window(now + window.toNanos(), 1)
                : new Window(current.endNanos(), current.failures() + 1);
        windows.put(ClientNetwork.of(address), next);
    }

    synchronized int size() {
        return windows.size();
    }
}
