package dev.quintet.gateway.proxy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Ends connections of one event loop whose request's head comes too slowly. A head that comes in one piece, as nearly
 * all do, is never noted here. Confined to its event loop.
 */
final class HeadDeadlines {
    private final long patienceNanos;
    private final Set<StrictRequestDecoder> begun = new LinkedHashSet<>();

    HeadDeadlines(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    void begun(StrictRequestDecoder decoder) {
        begun.add(decoder);
    }

    void complete(StrictRequestDecoder decoder) {
        begun.remove(decoder);
    }

    void sweep(long nanoTime) {
        if (!begun.isEmpty()) {
            // One that is late takes itself out: not while we walk.
            List.copyOf(begun).forEach(decoder -> decoder.check(nanoTime, patienceNanos));
        }
    }
}
