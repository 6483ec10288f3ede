package dev.quintet.anomaly.metric;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.node.Node;
import dev.quintet.anomaly.node.Nodes;

/**
 * Samples all nodes each period, side by side. A node that is still being sampled when its next turn comes misses that
 * turn: its series has a gap then, and no other node is held up.
 */
public final class Collector implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Collector.class);

    private final MetricSources sources;
    private final Nodes nodes;
    private final MetricStore store;
    private final Clock clock;
    private final List<SampleListener> listeners;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Map<String, SourceState> states = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "metrics-tick"));
    private final ThreadPoolExecutor pool;

    public Collector(
            MetricSources sources,
            Nodes nodes,
            MetricStore store,
            List<SampleListener> listeners,
            int threads,
            Clock clock) {
        this.sources = sources;
        this.nodes = nodes;
        this.store = store;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        AtomicInteger number = new AtomicInteger();
        this.pool = (ThreadPoolExecutor)
                Executors.newFixedThreadPool(threads, task -> daemon(task, "metrics-" + number.incrementAndGet()));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    public void start(Duration period) {
        Future<?> ignored = ticker.scheduleAtFixedRate(this::tick, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Starts one sample of every node that is not being sampled. */
    void tick() {
        Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Node node : nodes.all()) {
            if (busy.add(node.name())) {
                pool.execute(() -> {
                    try {
                        sample(node, time);
                    } catch (RuntimeException e) {
                        LOG.errorf(e, "sampling %s failed", node.name());
                    } finally {
                        busy.remove(node.name());
                    }
                });
            }
        }
    }

    private void sample(Node node, Instant time) {
        float[] values = sources.read(node, (source, problem) -> note(source, node.name(), problem, time));
        if (store.series(node.name()).append(time, values)) {
            Sample sample = new Sample(time, values);
            listeners.forEach(listener -> listener.onSample(node.name(), sample));
        }
    }

    private void note(String source, String node, String problem, Instant time) {
        states.compute(source + " " + node, (key, old) -> {
            if (old != null && old.problem().isEmpty() == problem.isEmpty()) {
                return new SourceState(source, node, problem, old.since());
            }
            if (!problem.isEmpty()) {
                LOG.warnf("source %s, node %s: %s", source, node, problem);
            } else if (old != null) {
                LOG.infof("source %s, node %s: measures again", source, node);
            }
            return new SourceState(source, node, problem, time);
        });
    }

    /** How each source fares with each node. */
    public Collection<SourceState> states() {
        return List.copyOf(states.values());
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        pool.shutdownNow();
        sources.close();
    }
}
