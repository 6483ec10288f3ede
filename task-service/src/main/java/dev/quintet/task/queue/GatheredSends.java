package dev.quintet.task.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Sends single tasks of many callers together: those that came while others were on their way. A lone task goes at once.
 * Each caller gets an answer for its own task: where all together are refused, each is sent again by itself.
 */
// What fails on the way reaches the callers by their own answers.
@SuppressWarnings("FutureReturnValueIgnored")
final class GatheredSends {
    private static final int MOST_TOGETHER = 128;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Function<List<NewTask>, CompletionStage<List<Accepted>>> batch;
    private final Queue<Parcel> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    private record Parcel(NewTask task, CompletableFuture<List<Accepted>> answer) {
        void settle(List<Accepted> accepted, Throwable failure) {
            if (failure == null) {
                answer.complete(accepted);
            } else {
                answer.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        }
    }

    /** @param batch accepts tasks, all or none */
    GatheredSends(Function<List<NewTask>, CompletionStage<List<Accepted>>> batch) {
        this.batch = batch;
    }

    /** The answer has one element. */
    CompletionStage<List<Accepted>> send(NewTask task) {
        Parcel parcel = new Parcel(task, new CompletableFuture<>());
        waiting.add(parcel);
        pump();
        return parcel.answer();
    }

    private void pump() {
        while (!waiting.isEmpty() && underWay.compareAndSet(false, true)) {
            List<Parcel> parcels = take();
            if (parcels.isEmpty()) {
                underWay.set(false);
            } else {
                deliver(parcels);
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
            characters += parcel.task().payload().length();
        }
        return parcels;
    }

    private void deliver(List<Parcel> parcels) {
        batch.apply(parcels.stream().map(Parcel::task).toList()).whenComplete((accepted, failure) -> {
            underWay.set(false);
            pump();
            if (failure != null && parcels.size() > 1 && !away(failure)) {
                parcels.forEach(parcel -> batch.apply(List.of(parcel.task())).whenComplete(parcel::settle));
                return;
            }
            for (int i = 0; i < parcels.size(); i++) {
                parcels.get(i).settle(failure == null ? List.of(accepted.get(i)) : null, failure);
            }
        });
    }

    private static boolean away(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RedisUnavailableException;
    }
}
