package dev.quintet.backendify.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * The first level: companies in the heap, bounded by the bytes that they take there with all that belongs to them.
 *
 * <p>Work that Caffeine puts off is done by the caller's thread, so that no pool of threads is needed for it.
 */
public final class HeapCache {
    /**
     * Bytes of an entry beside the arrays of key and value: the key's String (24), Caffeine's node, its place in the table
     * and in the frequency sketch, links for order and expiry. Measured by a test, which fails if it is off by a tenth.
     */
    static final int ENTRY_OVERHEAD = 160;

    private static final int ARRAY_HEADER = 16;

    private final Cache<String, byte[]> cache;
    private final long ttlSeconds;
    private final long notFoundTtlSeconds;
    private final Clock clock;

    /**
     * @param maxBytes of heap
     * @param ttl of companies that exist, from the moment that a backend said so
     * @param notFoundTtl of companies that do not
     * @param evicted told of each company that had to make room
     */
    public HeapCache(
            long maxBytes,
            Duration ttl,
            Duration notFoundTtl,
            Clock clock,
            Ticker ticker,
            BiConsumer<String, byte[]> evicted) {
        this.ttlSeconds = ttl.toSeconds();
        this.notFoundTtlSeconds = notFoundTtl.toSeconds();
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher(HeapCache::weigh)
                .expireAfter(Expiry.writing((String key, byte[] stored) -> remaining(stored)))
                .evictionListener((key, stored, cause) -> {
                    if (cause == RemovalCause.SIZE && StoredCompany.exists(stored)) {
                        evicted.accept(key, stored);
                    }
                })
                .executor(Runnable::run)
                .ticker(ticker)
                .build();
    }

    /** What is known and still fresh. */
    public Optional<byte[]> get(String key) {
        byte[] stored = cache.getIfPresent(key);
        return stored == null || !isFresh(stored) ? Optional.empty() : Optional.of(stored);
    }

    /** Whether it may still be answered. */
    boolean isFresh(byte[] stored) {
        return !remaining(stored).isZero();
    }

    /** Keeps it for what is left of its time. */
    public void put(String key, byte[] stored) {
        if (isFresh(stored)) {
            cache.put(key, stored);
        }
    }

    public void remove(String key) {
        cache.invalidate(key);
    }

    public void clear() {
        cache.invalidateAll();
    }

    /** Drops what has expired and what is too much; to be called from time to time. */
    public void cleanUp() {
        cache.cleanUp();
    }

    public long entries() {
        return cache.estimatedSize();
    }

    /** Bytes of heap by the weigher. */
    public long bytes() {
        return cache.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    static int weigh(String key, byte[] stored) {
        boolean oneByteAChar = key.chars().allMatch(c -> c < 256);
        return ENTRY_OVERHEAD
                + aligned(ARRAY_HEADER + key.length() * (oneByteAChar ? 1 : 2))
                + aligned(ARRAY_HEADER + stored.length);
    }

    private static int aligned(int bytes) {
        return (bytes + 7) & ~7;
    }

    private Duration remaining(byte[] stored) {
        long ttl = StoredCompany.exists(stored) ? ttlSeconds : notFoundTtlSeconds;
        long left = ttl - StoredCompany.age(stored, clock.instant().getEpochSecond());
        return left <= 0 ? Duration.ZERO : Duration.ofSeconds(left);
    }
}
