package dev.quintet.gateway.proxy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Watches the calls of one event loop for stillness. One sweep at a fixed pace costs less than a timer a request that
 * is set, moved and cancelled; a timeout is late by at most the pace. Confined to its event loop.
 */
final class Deadlines {
    /** How often {@link #sweep} is to be called, milliseconds. */
    static final long PACE_MILLIS = 100;

    /** Something that may take too long. */
    interface Watched {
        /** Ends by itself if its time is up. */
        void check(long nanoTime);
    }

    private final Set<Watched> watched = new LinkedHashSet<>();

    void add(Watched call) {
        watched.add(call);
    }

    void remove(Watched call) {
        watched.remove(call);
    }

    void sweep(long nanoTime) {
        // A call that ends takes itself out: not while we walk.
        List<Watched> now = new ArrayList<>(watched);
        now.forEach(call -> call.check(nanoTime));
    }

    int size() {
        return watched.size();
    }
}
