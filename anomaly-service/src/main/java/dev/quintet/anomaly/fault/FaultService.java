package dev.quintet.anomaly.fault;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import org.jboss.logging.Logger;

import dev.quintet.common.api.anomaly.ActiveFault;
import dev.quintet.common.api.anomaly.PlannedFault;
import dev.quintet.common.api.anomaly.StartFault;

/** The life of the {@link FaultRegistry} in this service: its threads, its sweep, its end. */
@Startup
@Singleton
public class FaultService {
    private static final Logger LOG = Logger.getLogger(FaultService.class);
    private static final int WORKERS = 8;
    private static final long SWEEP_MILLIS = 100;

    private final FaultRules rules;
    private final FaultRegistry registry;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService sweeper;

    FaultService(FaultRules rules, FaultInjector injector, FaultListener listener, FaultConfig config, Clock clock) {
        this.rules = rules;
        // The queue is bounded by the most faults in force, each with an injection and a recovery.
        this.workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(4 * config.maxActive()),
                task -> new Thread(task, "faults"));
        workers.allowCoreThreadTimeOut(true);
        this.registry = new FaultRegistry(injector, listener, workers, clock, config.maxActive(), config.stopTimeout());
        this.sweeper = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "faults-sweep"));
        var ignored = sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            registry.sweep();
        } catch (RuntimeException e) {
            LOG.error("sweeping the faults failed", e); // an exception here would end the sweeping for good
        }
    }

    List<ActiveFault> start(StartFault request) {
        return registry.start(rules.check(request));
    }

    List<PlannedFault> plan(StartFault request) {
        return registry.plan(rules.check(request));
    }

    List<ActiveFault> stop(String id) {
        return registry.stop(id);
    }

    List<ActiveFault> stopAll() {
        return registry.stopAll();
    }

    /** The faults in force. */
    public List<ActiveFault> active() {
        return registry.active();
    }

    @PreDestroy
    void close() {
        sweeper.shutdownNow();
        try {
            registry.stopAll();
        } catch (RuntimeException e) {
            LOG.error("faults may be left; they end with this process", e);
        }
        workers.shutdown();
    }
}
