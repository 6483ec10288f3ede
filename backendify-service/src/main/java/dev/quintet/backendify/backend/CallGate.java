package dev.quintet.backendify.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Lets in as many calls as the limit allows; behind it a short queue, first come, first served.
 *
 * <p>INVARIANT: nobody waits while there is room, once {@link #next} has been asked until it is empty.
 *
 * <p>Not thread-safe: guarded by the {@link Backend} that owns it.
 *
 * @param <T> what waits
 */
final class CallGate<T> {
    private final AdaptiveLimit limit;
    private final int capacity;
    private final Deque<T> queue = new ArrayDeque<>();
    private int inside;

    /** @param capacity how many may wait */
    CallGate(AdaptiveLimit limit, int capacity) {
        this.limit = limit;
        this.capacity = capacity;
    }

    /** Goes in at once, if there is room and nobody waits. */
    boolean enter() {
        if (!idle()) {
            return false;
        }
        inside++;
        return true;
    }

    /** Joins the queue, if it is not full. */
    boolean join(T waiting) {
        return queue.size() < capacity && queue.add(waiting);
    }

    /** Joins at the head: for one that has been inside before. */
    boolean rejoin(T waiting) {
        if (queue.size() >= capacity) {
            return false;
        }
        queue.addFirst(waiting);
        return true;
    }

    void leave() {
        inside--;
    }

    /** The next that may go in; it is inside then. */
    Optional<T> next() {
        if (inside >= limit.current() || queue.isEmpty()) {
            return Optional.empty();
        }
        inside++;
        return Optional.of(queue.remove());
    }

    /** Gives up waiting. */
    boolean remove(T waiting) {
        return queue.remove(waiting);
    }

    /** All who wait, sent away. */
    List<T> clear() {
        List<T> all = new ArrayList<>(queue);
        queue.clear();
        return all;
    }

    /** Whether there is room and nobody waits. */
    boolean idle() {
        return inside < limit.current() && queue.isEmpty();
    }

    /** Whether the limit, not demand, decides how many are inside. */
    boolean limited() {
        return !queue.isEmpty() || inside * 2 >= limit.current();
    }

    int inside() {
        return inside;
    }

    int waiting() {
        return queue.size();
    }
}
