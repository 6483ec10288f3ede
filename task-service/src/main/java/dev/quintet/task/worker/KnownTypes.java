package dev.quintet.task.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import org.jboss.logging.Logger;

import dev.quintet.common.api.task.WorkerView;
import dev.quintet.task.handler.Handlers;

/**
 * The types of tasks that somebody does: this service's own handlers, and those of workers elsewhere, in whatever
 * language, as long as they are heard of and an hour after.
 */
@Startup
@Singleton
public class KnownTypes {
    private static final Logger LOG = Logger.getLogger(KnownTypes.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final long REMEMBERED_NANOS = Duration.ofHours(1).toNanos();
    private static final int MOST = 1000;

    private final Set<String> own;
    private final WorkerRegistry workers;
    private final Map<String, Long> elsewhere = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "task-types");
        thread.setDaemon(true);
        return thread;
    });

    KnownTypes(Handlers handlers, WorkerRegistry workers) {
        this.own = handlers.types();
        this.workers = workers;
    }

    // Periodic work ends with the timer.
    @SuppressWarnings("FutureReturnValueIgnored")
    @PostConstruct
    void start() {
        timer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        workers.live().whenComplete((live, failure) -> {
            if (failure != null) {
                LOG.debugf("Workers cannot be asked for their types: %s", failure.getMessage());
                return;
            }
            long now = System.nanoTime();
            for (WorkerView worker : live) {
                worker.types().stream()
                        .filter(type -> elsewhere.size() < MOST || elsewhere.containsKey(type))
                        .forEach(type -> elsewhere.put(type, now));
            }
            elsewhere.values().removeIf(seen -> now - seen > REMEMBERED_NANOS);
        });
    }

    public boolean contains(String type) {
        return type != null && (own.contains(type) || elsewhere.containsKey(type));
    }

    /** In alphabetical order. */
    public Set<String> all() {
        return new TreeSet<>(
                Stream.concat(own.stream(), elsewhere.keySet().stream()).toList());
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
