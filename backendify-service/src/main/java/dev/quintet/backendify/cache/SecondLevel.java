package dev.quintet.backendify.cache;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The port to a larger and slower store behind the heap. No call blocks, and none fails: a store that is away or too busy
 * knows nothing and forgets what it is given.
 */
public interface SecondLevel extends AutoCloseable {
    /** @param then called exactly once, on any thread */
    void get(String key, Consumer<Optional<byte[]>> then);

    /** Keeps a company, as soon as it can. */
    void put(String key, byte[] stored);

    void remove(String key);

    void clear();

    /** Whether it wants every company when it is learned (others may share it), not only what the heap has no room for. */
    boolean sharesEverything();

    /** What it is called in metrics. */
    String name();

    /** Companies held, or -1 if it cannot say. */
    long entries();

    /** Bytes held, or -1 if it cannot say. */
    long bytes();

    @Override
    void close();
}
