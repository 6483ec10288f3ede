package dev.quintet.gateway.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

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
        Window current = windows.get(network(address));
        long left = current == null ? 0 : current.endNanos() - nanoTime.getAsLong();
        return current != null && left > 0 && current.failures() >= most
                ? Optional.of(Duration.ofNanos(left))
                : Optional.empty();
    }

    synchronized void failed(String address) {
        long now = nanoTime.getAsLong();
        Window current = windows.get(network(address));
        Window next = current == null || current.endNanos() - now <= 0
                ? new Window(now + window.toNanos(), 1)
                : new Window(current.endNanos(), current.failures() + 1);
        windows.put(network(address), next);
    }

    synchronized int size() {
        return windows.size();
    }

    /** One IPv6 customer has a /64 to choose addresses from; an IPv4 address stands for itself. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] groups = address.split(":", -1);
        // Java writes all eight groups; anything else stands for itself.
        return groups.length == 8 ? String.join(":", groups[0], groups[1], groups[2], groups[3]) + "::/64" : address;
    }
}
