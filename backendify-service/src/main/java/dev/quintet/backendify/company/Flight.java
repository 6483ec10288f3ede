package dev.quintet.backendify.company;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.quintet.backendify.backend.Cancellable;

/** One question under way for a company, and all who wait for its answer. It goes on when nobody waits any more. */
final class Flight {
    private final List<Waiter> waiters = new ArrayList<>(1);
    private boolean landed;

    /** Someone who waits. */
    static final class Waiter {
        final Consumer<LookupAnswer> then;
        final boolean first;
        /** Set right after joining; an answer that is faster leaves it to fire for nobody. */
        volatile Cancellable deadline = Cancellable.NONE;

        Waiter(Consumer<LookupAnswer> then, boolean first) {
            this.then = then;
            this.first = first;
        }
    }

    /** @return false if the answer has come already */
    synchronized boolean join(Waiter waiter) {
        return !landed && waiters.add(waiter);
    }

    /** @return whether the waiter was still waiting; then it is not told any more */
    synchronized boolean leave(Waiter waiter) {
        return waiters.remove(waiter);
    }

    /** @return all who still wait; nobody can join any more */
    synchronized List<Waiter> land() {
        landed = true;
        List<Waiter> all = List.copyOf(waiters);
        waiters.clear();
        return all;
    }
}
