package dev.quintet.task.worker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.Ending;
import dev.quintet.task.queue.TaskLeases;

/** The taking of tasks for free slots, by whomever it is done. */
final class Claiming {
    private final WorkerSettings settings;
    private final Set<String> types;
    private final TaskLeases leases;
    private final Semaphore slots;
    private final Consumer<Claim> begin;
    private volatile boolean stopped;

    Claiming(WorkerSettings settings, Set<String> types, TaskLeases leases, Semaphore slots, Consumer<Claim> begin) {
        this.settings = settings;
        this.types = types;
        this.leases = leases;
        this.slots = slots;
        this.begin = begin;
    }

    /** No more is claimed from here on, but by calls that are under way. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    /** All slots that are free now. */
    int takeFree() {
        return stopped ? 0 : slots.drainPermits();
    }

    /** Waits for a free slot, and takes all that are free then. */
    int awaitFree() throws InterruptedException {
        slots.acquire();
        return 1 + slots.drainPermits();
    }

    void giveBack(int free) {
        slots.release(free);
    }

    /** Begins what was claimed, whose slots were taken before; tells how many. */
    int begin(TaskLeases.Claims claims) {
        claims.claims().forEach(begin);
        return claims.claims().size();
    }

    CompletionStage<TaskLeases.Claims> claim(int most) {
        return leases.claim(settings.id(), most, settings.lease(), types);
    }

    /** Ends attempts and claims for their slots, and for those that were free; only ends them when stopped. */
    CompletionStage<TaskLeases.Exchange> exchange(List<Ending> endings, int free) {
        if (stopped) {
            return leases.finish(endings)
                    .thenApply(states -> new TaskLeases.Exchange(states, new TaskLeases.Claims(false, List.of())));
        }
        return leases.exchange(settings.id(), endings, free + endings.size(), settings.lease(), types);
    }
}
