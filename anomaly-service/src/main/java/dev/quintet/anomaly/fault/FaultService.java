package dev.quintet.anomaly.fault;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import org.jboss.logging.Logger;

import dev.quintet.common.api.anomaly.ActiveFault;
import dev.quintet.common.api.anomaly.PlannedFault;
import dev.quintet.common.api.anomaly.StartFault;
import dev.quintet.common.problem.ProblemException;

/** The life of the {@link FaultRegistry} in this service: its threads, its sweep, its end. */
@Startup
@Singleton
public class FaultService {
    private static final Logger LOG = Logger.getLogger(FaultService.class);
    private static final int WORKERS = 8;
    private static final long SWEEP_MILLIS = 100;
    private static final long CLEAR_SECONDS = 3;

    private final FaultRules rules;
    private final NodeReservations reservations;
    private final FaultRegistry registry;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService sweeper;
    private final FaultInjector injector;
    private String clearProblem = "";
    private final ScheduledExecutorService clearer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "faults-clear"));

    FaultService(
            FaultRules rules,
            NodeReservations reservations,
            FaultInjector injector,
            @All List<FaultListener> listeners,
            FaultConfig config,
            Clock clock) {
        this.rules = rules;
        this.reservations = reservations;
        this.injector = injector;
        // The queue is bounded by the most faults in force, each with an injection and a recovery.
        this.workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(4 * config.maxActive()),
                task -> new Thread(task, "faults"));
        workers.allowCoreThreadTimeOut(true);
        this.registry = new FaultRegistry(
                injector, new FaultListeners(listeners), workers, clock, config.maxActive(), config.stopTimeout());
        this.sweeper = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "faults-sweep"));
        Future<?> unused =
                sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        unused = clearer.scheduleWithFixedDelay(this::clearLeft, 0, CLEAR_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends what an earlier life has left; tried until it works, beside everything else. */
    private void clearLeft() {
        try {
            injector.clearLeft();
            clearer.shutdown();
        } catch (RuntimeException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(clearProblem)) {
                clearProblem = problem; // said once, not every few seconds
                LOG.infof("what an earlier life may have left is not cleared yet: %s", problem);
            }
        }
    }

    private void sweep() {
        try {
            registry.sweep();
        } catch (RuntimeException e) {
            LOG.error("sweeping the faults failed", e); // an exception here would end the sweeping for good
        }
    }

    List<ActiveFault> start(StartFault request) {
        return start("", rules.check(request));
    }

    /**
     * Injects for an experiment.
     *
     * @param owner who has reserved the nodes
     * @throws ProblemException as {@link FaultRegistry#start}; 409 if a node belongs to another
     */
    public List<ActiveFault> start(String owner, FaultOrder order) {
        reservations.require(owner, order.nodes());
        return registry.start(order);
    }

    /** @throws ProblemException 422 with every field that is wrong and what is allowed */
    public FaultOrder check(StartFault request) {
        return rules.check(request);
    }

    List<PlannedFault> plan(StartFault request) {
        return registry.plan(rules.check(request));
    }

    /** Ends a fault as {@link FaultRegistry#stop(String)}. */
    public List<ActiveFault> stop(String id) {
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
        clearer.shutdownNow();
        try {
            registry.stopAll();
        } catch (RuntimeException e) {
            LOG.error("faults may be left; they end with this process", e);
        }
        workers.shutdown();
        injector.close();
    }
}
