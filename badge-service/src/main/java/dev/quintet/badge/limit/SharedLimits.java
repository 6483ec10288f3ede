package dev.quintet.badge.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;

import dev.quintet.common.redis.RedisScript;

/**
 * Limits of all processes, in Redis: writes that come while others are being counted are counted together next.
 *
 * <p>INVARIANT: counting runs apart, in no request's context. Whoever waits is told there, with its own request's scope
 * put into that context meanwhile; in the context of another request that runs, that one would go on as the wrong badge.
 */
final class SharedLimits {
    private static final int MOST_AT_ONCE = 128;

    private final RedisScript take;
    private final Executor apart;
    private final Queue<Write> waiting = new ArrayDeque<>();
    private boolean counting;

    /** @param apart runs what it is given in a context that no request has */
    SharedLimits(RedisScript take, Executor apart) {
        this.take = take;
        this.apart = apart;
    }

    private record Write(List<Rate> rates, CompletableFuture<Duration> answer) {}

    /**
     * Counts a write against all rates, or against none: then how long to wait. Fails with
     * {@link dev.quintet.common.redis.RedisUnavailableException}.
     */
    Uni<Duration> take(List<Rate> rates) {
        Write write = new Write(rates, new CompletableFuture<>());
        boolean begins;
        synchronized (waiting) {
            waiting.add(write);
            begins = !counting;
            counting = true;
        }
        if (begins) {
            apart.execute(this::countNext);
        }
        return Uni.createFrom().completionStage(write.answer());
    }

    private void countNext() {
        List<Write> batch = new ArrayList<>();
        synchronized (waiting) {
            while (!waiting.isEmpty() && batch.size() < MOST_AT_ONCE) {
                batch.add(waiting.remove());
            }
            counting = !batch.isEmpty();
        }
        if (!batch.isEmpty()) {
            Uni.createFrom()
                    .deferred(() -> count(batch))
                    .subscribe()
                    .with(
                            refused -> {
                                countNext();
                                answer(batch, refused);
                            },
                            failure -> giveUp(batch, failure));
        }
    }

    private static void answer(List<Write> batch, Response refused) {
        for (int i = 0; i < refused.size(); i += 2) {
            batch.get(refused.get(i).toInteger())
                    .answer()
                    .complete(Duration.ofMillis(refused.get(i + 1).toLong()));
        }
        batch.forEach(write -> write.answer().complete(Duration.ZERO));
    }

    /** Who waits would learn the same, and later: a Redis that hangs takes its whole time limit for each call. */
    private void giveUp(List<Write> batch, Throwable failure) {
        List<Write> all = new ArrayList<>(batch);
        synchronized (waiting) {
            all.addAll(waiting);
            waiting.clear();
            counting = false;
        }
        all.forEach(write -> write.answer().completeExceptionally(failure));
    }

    private Uni<Response> count(List<Write> batch) {
        List<String> keys = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        for (Write write : batch) {
            arguments.add(write.rates().size());
            for (Rate rate : write.rates()) {
                keys.add(rate.key());
                arguments.add(rate.costMicros());
                arguments.add(rate.burst());
            }
        }
        return take.run(keys, arguments.toArray());
    }
}
