package dev.quintet.backendify.cache;

import java.util.Optional;
import java.util.function.Consumer;

/** What is remembered of companies: the heap first, then the second level. Errors never get here. */
public final class CompanyCache implements AutoCloseable {
    private final HeapCache heap;
    private final SecondLevel second;

    public CompanyCache(HeapCache heap, SecondLevel second) {
        this.heap = heap;
        this.second = second;
    }

    /** What the heap knows: at once. */
    public Optional<byte[]> get(String key) {
        return heap.get(key);
    }

    /**
     * What the second level knows; it is in the heap then.
     *
     * @param then called exactly once, on any thread
     */
    public void getFromSecondLevel(String key, Consumer<Optional<byte[]>> then) {
        second.get(key, found -> {
            Optional<byte[]> usable = found.filter(StoredCompany::isValid).filter(heap::isFresh);
            usable.ifPresent(stored -> heap.put(key, stored));
            then.accept(usable);
        });
    }

    /** Remembers what a backend said. */
    public void put(String key, byte[] stored) {
        heap.put(key, stored);
        if (second.sharesEverything() && StoredCompany.exists(stored)) {
            second.put(key, stored);
        }
    }

    public void remove(String key) {
        heap.remove(key);
        second.remove(key);
    }

    public void clear() {
        heap.clear();
        second.clear();
    }

    /** Drops what has expired; to be called from time to time. */
    public void cleanUp() {
        heap.cleanUp();
    }

    public HeapCache heap() {
        return heap;
    }

    public SecondLevel secondLevel() {
        return second;
    }

    @Override
    public void close() {
        second.close();
    }
}
