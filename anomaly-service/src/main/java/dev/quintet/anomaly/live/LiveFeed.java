package dev.quintet.anomaly.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.quintet.common.problem.ProblemException;

/**
 * What is computed each second once, for however many listen; nothing is computed while none does. A listener that is
 * too slow misses values and gets later ones.
 */
final class LiveFeed<T> {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int MOST_LISTENERS = 100;

    private final Multi<T> shared;
    private final AtomicInteger listeners = new AtomicInteger();

    LiveFeed(Supplier<T> value) {
        this.shared = Multi.createFrom()
                .ticks()
                .every(PERIOD)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> value.get())
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** @throws ProblemException 503 if too many listen already */
    Multi<T> listen() {
        if (listeners.incrementAndGet() > MOST_LISTENERS) {
            listeners.decrementAndGet();
            throw ProblemException.of(503, "too-many-listeners", MOST_LISTENERS + " clients listen already")
                    .withRetryAfter(Duration.ofSeconds(10));
        }
        return shared.onOverflow().dropPreviousItems().onTermination().invoke(() -> listeners.decrementAndGet());
    }
}
