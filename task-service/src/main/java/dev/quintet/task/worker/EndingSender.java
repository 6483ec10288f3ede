package dev.quintet.task.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import dev.quintet.common.redis.RedisUnavailableException;
import dev.quintet.task.queue.Ending;

/**
 * Sends endings to Redis, together those that came up while the last were on their way, and takes new tasks for their
 * slots with the same call. While Redis is away it keeps the endings and tries again: each holds its slot, so there are
 * never more than slots.
 */
final class EndingSender {
    /** What {@code then} is given when Redis refused the ending itself. */
    static final String REFUSED = "refused";

    private static final Logger LOG = Logger.getLogger(EndingSender.class);
    private static final int MOST_TOGETHER = 128;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Claiming claiming;
    private final ScheduledExecutorService timer;
    private final Queue<Parcel> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    private record Parcel(Ending ending, Consumer<String> then) {}

    EndingSender(Claiming claiming, ScheduledExecutorService timer) {
        this.claiming = claiming;
        this.timer = timer;
    }

    /**
     * The ending's slot is free again once it was told, and may have gone to another task by then.
     *
     * @param then is given the task's state now, {@code stale}, or {@link #REFUSED}
     */
    void send(Ending ending, Consumer<String> then) {
        waiting.add(new Parcel(ending, then));
        pump();
    }

    private void pump() {
        while (!waiting.isEmpty() && underWay.compareAndSet(false, true)) {
            List<Parcel> parcels = take();
            if (parcels.isEmpty()) {
                underWay.set(false);
            } else {
                deliver(parcels, new Backoffs());
            }
        }
    }

    private List<Parcel> take() {
        List<Parcel> parcels = new ArrayList<>();
        int characters = 0;
        while (parcels.size() < MOST_TOGETHER && characters < MOST_CHARACTERS) {
            Parcel parcel = waiting.poll();
            if (parcel == null) {
                break;
            }
            parcels.add(parcel);
            characters += parcel.ending().text().length();
        }
        return parcels;
    }

    private void deliver(List<Parcel> parcels, Backoffs backoffs) {
        List<Ending> endings = parcels.stream().map(Parcel::ending).toList();
        int free = claiming.takeFree();
        claiming.exchange(endings, free).whenComplete((exchange, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof RedisUnavailableException) {
                claiming.giveBack(free);
                later(parcels, backoffs);
                return;
            }
            if (cause != null) {
                LOG.errorf(cause, "Redis refused the endings of %d attempts", parcels.size());
            }
            underWay.set(false);
            pump();
            int begun = cause == null ? claiming.begin(exchange.claims()) : 0;
            for (int i = 0; i < parcels.size(); i++) {
                parcels.get(i).then().accept(cause == null ? exchange.states().get(i) : REFUSED);
            }
            claiming.giveBack(free + parcels.size() - begun);
        });
    }

    // The schedule's own future says nothing that deliver() does not.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void later(List<Parcel> parcels, Backoffs backoffs) {
        Duration pause = backoffs.next();
        LOG.debugf("Redis is away; %d endings wait %d ms", parcels.size(), pause.toMillis());
        timer.schedule(() -> deliver(parcels, backoffs), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
