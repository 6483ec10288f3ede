package dev.quintet.backendify.cache;

import java.util.Optional;
import java.util.function.Consumer;

/** No second level: what the heap has no room for is forgotten. */
public final class NoSecondLevel implements SecondLevel {
    @Override
    public void get(String key, Consumer<Optional<byte[]>> then) {
        then.accept(Optional.empty());
    }

    @Override
    public void put(String key, byte[] stored) {
        // Forgotten, as said.
    }

    @Override
    public void remove(String key) {
        // Nothing is held.
    }

    @Override
    public void clear() {
        // Nothing is held.
    }

    @Override
    public boolean sharesEverything() {
        return false;
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public long entries() {
        return 0;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
