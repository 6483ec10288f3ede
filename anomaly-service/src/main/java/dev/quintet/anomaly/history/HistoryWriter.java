package dev.quintet.anomaly.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.metric.Sample;
import dev.quintet.anomaly.metric.SampleListener;
import dev.quintet.common.problem.ProblemException;

/**
 * Writes every sample, and its means over 10 s and a minute, each to be kept for a time of its own: so the history gets
 * coarser with age and no row is ever rewritten. While PostgreSQL is away the last {@value #MOST_WAITING} rows wait.
 */
@Singleton
public class HistoryWriter implements SampleListener {
    /** Resolutions, s; 0 = the samples themselves. */
    static final int SAMPLES = 0;

    static final int TEN_SECONDS = 10;
    static final int MINUTE = 60;

    private static final Logger LOG = Logger.getLogger(HistoryWriter.class);
    private static final int MOST_WAITING = 20_000;
    private static final int BATCH = 1_000;
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final HistoryStore store;
    private final HistoryConfig config;
    private final Clock clock;
    private final BlockingQueue<HistoryRow> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, List<Spanned>> means = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "history"));
    private Instant forgotAt = Instant.EPOCH;

    private record Spanned(int seconds, Means means) {}

    HistoryWriter(HistoryStore store, HistoryConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        if (config.enabled()) {
            long pause = Math.max(100, config.flushEvery().toMillis());
            var unused = writer.scheduleWithFixedDelay(this::flush, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onSample(String node, Sample sample) {
        if (!config.enabled()) {
            return;
        }
        keep(new HistoryRow(SAMPLES, node, sample));
        List<Spanned> spans = means.computeIfAbsent(
                node,
                any -> List.of(
                        new Spanned(TEN_SECONDS, new Means(TEN_SECONDS)), new Spanned(MINUTE, new Means(MINUTE))));
        for (Spanned span : spans) {
            span.means().add(sample).ifPresent(mean -> keep(new HistoryRow(span.seconds(), node, mean)));
        }
    }

    private void keep(HistoryRow row) {
        while (!waiting.offer(row)) {
            waiting.poll(); // the oldest gives way
        }
    }

    synchronized void flush() {
        List<HistoryRow> batch = new ArrayList<>();
        try {
            while (waiting.drainTo(batch, BATCH) > 0) {
                store.write(batch);
                batch.clear();
            }
            forget();
        } catch (ProblemException e) {
            LOG.debug("the history waits for PostgreSQL", e);
            batch.forEach(waiting::offer);
        } catch (RuntimeException e) {
            LOG.error("the history cannot be written", e); // an exception here would end the writing for good
        }
    }

    private void forget() {
        Instant now = clock.instant();
        if (forgotAt.plus(FORGET_EVERY).isAfter(now)) {
            return;
        }
        store.forget(SAMPLES, now.minus(config.samples()));
        store.forget(TEN_SECONDS, now.minus(config.tenSeconds()));
        store.forget(MINUTE, now.minus(config.minutes()));
        forgotAt = now;
    }

    @PreDestroy
    void close() {
        writer.shutdown();
        if (config.enabled()) {
            flush();
        }
    }
}
