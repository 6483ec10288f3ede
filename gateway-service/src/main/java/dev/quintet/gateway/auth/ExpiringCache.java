package dev.quintet.gateway.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A small cache whose entries live a fixed time; the longest unused goes when it is full. Thread-safe. */
final class ExpiringCache<K, V> {
    private record Entry<V>(V value, long diesNanos) {}

    private final Map<K, Entry<V>> entries;
    private final LongSupplier nanoTime;

    /** @param capacity most entries */
    ExpiringCache(int capacity, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Entry<V>> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized Optional<V> get(K key) {
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (nanoTime.getAsLong() - entry.diesNanos() >= 0) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    synchronized void put(K key, V value, Duration life) {
        entries.put(key, new Entry<>(value, nanoTime.getAsLong() + life.toNanos()));
    }

    synchronized void remove(K key) {
        entries.remove(key);
    }

    synchronized int size() {
        return entries.size();
    }
}
