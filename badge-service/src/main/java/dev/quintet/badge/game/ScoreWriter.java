package dev.quintet.badge.game;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;

import dev.quintet.badge.database.DatabaseUnavailableException;
import dev.quintet.common.problem.ProblemException;

/**
 * Writes the scores of many badges in one transaction: what comes while one is under way goes into the next. Who hands a
 * score in is answered after the commit that holds it, as if it had been written alone.
 */
@Singleton
public class ScoreWriter {
    private static final int HELP_FROM = 64;
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final ScoreSubmission submission;
    private final int most;
    private final int writers;
    private final BlockingQueue<Waiting> queue;
    private final Semaphore free;
    private final ExecutorService threads;
    private final DistributionSummary sizes;

    ScoreWriter(ScoreSubmission submission, WriterConfig config, MeterRegistry metrics) {
        this.submission = submission;
        this.most = config.batch();
        this.writers = config.concurrency();
        this.queue = new ArrayBlockingQueue<>(config.queue());
        this.free = new Semaphore(config.concurrency());
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(
                config.concurrency(), task -> new Thread(task, "badge-scores-" + number.incrementAndGet()));
        this.sizes = metrics.summary("quintet.badges.scores.batch");
        metrics.gaugeCollectionSize("quintet.badges.scores.waiting", Tags.empty(), queue);
    }

    private record Waiting(SentScore sent, CompletableFuture<Long> recordId) {}

    /** Never blocks. The record id, once it is stored; or why it is not. Too many waiting is 503. */
    public CompletionStage<Long> write(SentScore sent) {
        Waiting waiting = new Waiting(sent, new CompletableFuture<>());
        if (threads.isShutdown() || !queue.offer(waiting)) {
            return CompletableFuture.failedFuture(tooMany());
        }
        wake();
        return waiting.recordId();
    }

    /** One alone writes larger batches; another helps when it cannot keep up. */
    private void wake() {
        boolean idle = free.availablePermits() == writers;
        if ((idle || queue.size() >= HELP_FROM) && free.tryAcquire()) {
            threads.execute(this::drain);
        }
    }

    private void drain() {
        try {
            List<Waiting> batch = new ArrayList<>();
            while (queue.drainTo(batch, most) > 0) {
                sizes.record(batch.size());
                write(List.copyOf(batch));
                batch.clear();
            }
        } finally {
            free.release();
        }
        // One may have come after the last look, when nobody was free to be woken.
        if (!queue.isEmpty() && !threads.isShutdown()) {
            wake();
        }
    }

    private void write(List<Waiting> batch) {
        try {
            Map<ScoreKey, Long> ids =
                    submission.submit(batch.stream().map(Waiting::sent).toList());
            batch.forEach(one -> one.recordId().complete(ids.get(one.sent().key())));
        } catch (DatabaseUnavailableException away) {
            batch.forEach(one -> one.recordId().completeExceptionally(away));
        } catch (RuntimeException | Error failure) {
            if (batch.size() == 1) {
                batch.get(0).recordId().completeExceptionally(failure);
            } else {
                // One that cannot be written must not cost the others.
                batch.forEach(one -> write(List.of(one)));
            }
        }
    }

    /** What waits is written; what comes now is refused. */
    void stop(@Observes ShutdownEvent stopping) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        queue.forEach(left -> left.recordId().completeExceptionally(tooMany()));
    }

    private static ProblemException tooMany() {
        return ProblemException.of(503, "too-many-scores", "Too many scores wait to be stored; nothing was stored.")
                .withRetryAfter(COME_AGAIN);
    }
}
