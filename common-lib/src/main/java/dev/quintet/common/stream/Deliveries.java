package dev.quintet.common.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * The entries in work: the handler runs on a thread of a bounded pool, for one entry or a batch of new ones. Leases are
 * renewed at a third of their time; an entry ends acknowledged, held back for a retry, or, if the lease was lost
 * meanwhile, as another consumer's.
 */
final class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final StreamSubscription subscription;
    private final PendingEntries pending;
    private final TraceCarrier traces;
    private final StreamBatchHandler handler;
    private final Semaphore free;
    private final Map<String, Delivery> inWork = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService heartbeat;

    Deliveries(
            StreamSubscription subscription, PendingEntries pending, TraceCarrier traces, StreamBatchHandler handler) {
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

    /** Starts the handler, in batches as far as the entries are new; waits for a slot where there is none. */
    void begin(List<StreamMessage> messages) {
        List<StreamMessage> batch = new ArrayList<>();
        for (StreamMessage message : messages) {
            if (message.delivery() > 1) {
                start(List.of(message));
                continue;
            }
            batch.add(message);
            if (batch.size() == subscription.batch()) {
                start(List.copyOf(batch));
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            start(List.copyOf(batch));
        }
    }

    private void start(List<StreamMessage> batch) {
        free.acquireUninterruptibly();
        Delivery delivery = new Delivery(notInWork(batch));
        if (delivery.messages.isEmpty()) {
            free.release();
            return;
        }
        delivery.messages.forEach(message -> inWork.put(message.id(), delivery));
        threads.execute(delivery);
    }

    private void renew() {
        for (Delivery delivery : Set.copyOf(inWork.values())) {
            try {
                delivery.renew();
            } catch (RuntimeException unavailable) {
                LOG.debugf(unavailable, "Stream %s: lease of %s not renewed", subscription.stream(), delivery.ids());
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
        private final List<StreamMessage> messages;
        private final long deadline =
                System.nanoTime() + subscription.handlerTimeout().toNanos();
        private volatile Thread thread;
        private volatile boolean timedOut;

        Delivery(List<StreamMessage> messages) {
            this.messages = messages;
        }

        List<String> ids() {
            return messages.stream().map(StreamMessage::id).toList();
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            List<Span> spans = messages.stream()
                    .map(message -> traces.start(subscription.stream(), message))
                    .toList();
            // The work of one is part of its trace; that of many is part of none alone.
            try (Scope scope = spans.size() == 1 ? spans.get(0).makeCurrent() : Scope.noop()) {
                handler.handle(messages);
                finish();
                settle();
            } catch (Throwable failure) {
                finish();
                spans.forEach(span -> span.recordException(failure).setStatus(StatusCode.ERROR));
                retry(failure);
            } finally {
                spans.forEach(Span::end);
                messages.forEach(message -> inWork.remove(message.id()));
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
                if (pending.acknowledge(ids()) < messages.size()) {
                    LOG.warnf("Stream %s: of %s some ended after their lease was lost", subscription.stream(), ids());
                }
            } catch (RuntimeException unavailable) {
                LOG.warnf(
                        "Stream %s: %s is done but could not be acknowledged, it will come again: %s",
                        subscription.stream(), ids(), unavailable.getMessage());
            }
        }

        private void retry(Throwable failure) {
            int delivery = messages.get(0).delivery();
            LOG.warnf(
                    failure,
                    "Stream %s: delivery %d of %s failed%s",
                    subscription.stream(),
                    delivery,
                    ids(),
                    timedOut ? " (it took too long)" : "");
            Duration idle = subscription.lease().minus(subscription.delayAfter(delivery));
            try {
                pending.hold(ids(), idle);
            } catch (RuntimeException unavailable) {
                // The lease itself brings them back.
                LOG.debugf(unavailable, "Stream %s: %s not held back", subscription.stream(), ids());
            }
        }

        private void renew() {
            if (System.nanoTime() - deadline >= 0) {
                interrupt();
            } else {
                pending.hold(ids(), Duration.ZERO);
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
