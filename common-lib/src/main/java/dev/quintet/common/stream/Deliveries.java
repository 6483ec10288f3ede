package dev.quintet.common.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.jboss.logging.Logger;

/**
 * The entries in work: each runs the handler on a thread of a bounded pool, has its lease renewed at a third of it,
 * and ends acknowledged, held back for a retry, or, if the lease was lost meanwhile, as another consumer's.
 */
final class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final StreamSubscription subscription;
    private final PendingEntries pending;
    private final TraceCarrier traces;
    private final StreamHandler handler;
    private final Semaphore free;
    private final Map<String, Delivery> inWork = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService heartbeat;

    Deliveries(StreamSubscription subscription, PendingEntries pending, TraceCarrier traces, StreamHandler handler) {
        this.subscription = subscription;
        this.pending = pending;
        this.traces = traces;
        this.handler = handler;
        this.free = new Semaphore(subscription.concurrency());
        AtomicInteger number = new AtomicInteger();
        // A slot is free before its thread is back in the pool, so the pool needs a place to wait for each.
        this.threads = new ThreadPoolExecutor(
                subscription.concurrency(),
                subscription.concurrency(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(subscription.concurrency()),
                task -> {
                    Thread thread =
                            new Thread(task, "stream-" + subscription.stream() + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        this.heartbeat = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stream-" + subscription.stream() + "-lease");
            thread.setDaemon(true);
            return thread;
        });
        long every = Math.max(20, subscription.lease().toMillis() / 3);
        // Its task catches its own failures.
        var unused = heartbeat.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
    }

    int inFlight() {
        return inWork.size();
    }

    /** Waits for a free slot. @return the number of free slots, 0 if there was none in time */
    int awaitFree(Duration atMost) {
        try {
            if (!free.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return 0;
            }
            free.release();
            return free.availablePermits();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    List<StreamMessage> notInWork(List<StreamMessage> messages) {
        return messages.stream()
                .filter(message -> !inWork.containsKey(message.id()))
                .toList();
    }

    /** Starts the handler; waits for a slot where there is none. */
    void begin(StreamMessage message) {
        free.acquireUninterruptibly();
        Delivery delivery = new Delivery(message);
        if (inWork.putIfAbsent(message.id(), delivery) != null) {
            free.release();
            return;
        }
        threads.execute(delivery);
    }

    private void renew() {
        for (Delivery delivery : inWork.values()) {
            try {
                delivery.renew();
            } catch (RuntimeException unavailable) {
                LOG.debugf(
                        unavailable,
                        "Stream %s: lease of %s not renewed",
                        subscription.stream(),
                        delivery.message.id());
            }
        }
    }

    void close(Duration within) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf(
                    "Stream %s: %d entries did not end in time and will come again", subscription.stream(), inFlight());
            threads.shutdownNow();
        }
        heartbeat.shutdownNow();
    }

    private final class Delivery implements Runnable {
        private final StreamMessage message;
        private final long deadline =
                System.nanoTime() + subscription.handlerTimeout().toNanos();
        private volatile Thread thread;
        private volatile boolean timedOut;

        Delivery(StreamMessage message) {
            this.message = message;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            Span span = traces.start(subscription.stream(), message);
            try (Scope scope = span.makeCurrent()) {
                handler.handle(message);
                finish();
                settle();
            } catch (Throwable failure) {
                finish();
                span.recordException(failure).setStatus(StatusCode.ERROR);
                retry(failure);
            } finally {
                span.end();
                inWork.remove(message.id());
                free.release();
            }
        }

        /** From here on the thread is not interrupted for a timeout, and one that came late is forgotten. */
        private synchronized void finish() {
            thread = null;
            if (timedOut) {
                Thread.interrupted();
            }
        }

        private void settle() {
            try {
                if (!pending.acknowledge(message.id())) {
                    LOG.warnf("Stream %s: %s ended after its lease was lost", subscription.stream(), message.id());
                }
            } catch (RuntimeException unavailable) {
                LOG.warnf(
                        "Stream %s: %s is done but could not be acknowledged, it will come again: %s",
                        subscription.stream(), message.id(), unavailable.getMessage());
            }
        }

        private void retry(Throwable failure) {
            LOG.warnf(
                    failure,
                    "Stream %s: delivery %d of %s failed%s",
                    subscription.stream(),
                    message.delivery(),
                    message.id(),
                    timedOut ? " (it took too long)" : "");
            Duration idle = subscription.lease().minus(subscription.delayAfter(message.delivery()));
            try {
                pending.hold(message.id(), idle);
            } catch (RuntimeException unavailable) {
                // The lease itself brings it back.
                LOG.debugf(unavailable, "Stream %s: %s not held back", subscription.stream(), message.id());
            }
        }

        private void renew() {
            if (System.nanoTime() - deadline >= 0) {
                interrupt();
            } else {
                pending.hold(message.id(), Duration.ZERO);
            }
        }

        private synchronized void interrupt() {
            if (thread != null) {
                timedOut = true;
                thread.interrupt();
            }
        }
    }
}
