package dev.quintet.task.queue;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import org.jboss.logging.Logger;

import dev.quintet.common.api.task.QueueView;

/** A queue's figures for people and for metrics; looked at every five seconds for the rates. */
@Startup
@Singleton
public class QueueFigures {
    private static final Logger LOG = Logger.getLogger(QueueFigures.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final double MILLIS = 1000.0;

    private final TaskQueue queue;
    private final QueueRates rates = new QueueRates();
    private final AtomicReference<QueueStats> last = new AtomicReference<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "task-figures");
        thread.setDaemon(true);
        return thread;
    });

    QueueFigures(TaskQueue queue, MeterRegistry metrics) {
        this.queue = queue;
        gauge(metrics, "quintet.tasks.waiting", stats -> stats.counter("waiting"));
        gauge(metrics, "quintet.tasks.delayed", QueueStats::delayed);
        gauge(metrics, "quintet.tasks.running", QueueStats::running);
        gauge(metrics, "quintet.tasks.dead", QueueStats::dead);
        gauge(metrics, "quintet.tasks.lag", QueueStats::lag);
    }

    private void gauge(MeterRegistry metrics, String name, java.util.function.ToLongFunction<QueueStats> figure) {
        Gauge.builder(name, last, known -> known.get() == null ? Double.NaN : (double) figure.applyAsLong(known.get()))
                .tag("queue", queue.name())
                .register(metrics);
    }

    // Periodic work ends with the timer.
    @SuppressWarnings("FutureReturnValueIgnored")
    @PostConstruct
    void start() {
        timer.scheduleAtFixedRate(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    private void look() {
        queue.stats().whenComplete((stats, failure) -> {
            if (failure != null) {
                LOG.debugf("No figures: %s", failure.getMessage());
                return;
            }
            last.set(stats);
            rates.note(System.nanoTime(), stats.counters());
        });
    }

    public CompletionStage<QueueView> now() {
        return queue.stats().thenApply(this::view);
    }

    private QueueView view(QueueStats stats) {
        Map<String, Long> totals = new TreeMap<>();
        QueueRates.NAMES.forEach(name -> totals.put(name, stats.counter(name)));
        totals.put("reclaimed", stats.counter("reclaimed"));
        return new QueueView(
                queue.name(),
                stats.paused(),
                Math.min(queue.maxBacklog(), stats.limit().orElse(Long.MAX_VALUE)),
                stats.counter("waiting"),
                stats.entries(),
                stats.delayed(),
                stats.running(),
                stats.dead(),
                stats.ended(),
                stats.lag(),
                stats.oldestMillis() / MILLIS,
                rates.perSecond(),
                totals);
    }
}
