package dev.quintet.workload.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A run's end as others learn of it, in this order: what it held is let go, then its state says that it has ended, then
 * those are called who asked to be, and at last {@link #future} completes.
 */
final class RunEnd {
    private final CompletableFuture<Void> future = new CompletableFuture<>();
    private final List<Runnable> held = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean over;

    /** Called when nothing of the run is left, before anyone can see that it has ended; to be told before its end. */
    synchronized void whenOver(Runnable then) {
        held.add(then);
    }

    /** Called when it has ended; at once if it has. */
    void whenEnded(Runnable then) {
        synchronized (this) {
            if (!over) {
                waiting.add(then);
                return;
            }
        }
        then.run();
    }

    /** Completes, always normally, after all that. */
    CompletableFuture<Void> future() {
        return future;
    }

    void letGo() {
        List<Runnable> all;
        synchronized (this) {
            all = List.copyOf(held);
        }
        all.forEach(Runnable::run);
    }

    /** Only after {@link #letGo} and once the run's state says so. */
    void complete() {
        List<Runnable> all;
        synchronized (this) {
            over = true;
            all = List.copyOf(waiting);
        }
        all.forEach(Runnable::run);
        future.complete(null);
    }
}
