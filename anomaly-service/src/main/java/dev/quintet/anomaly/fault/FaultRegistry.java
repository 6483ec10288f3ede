package dev.quintet.anomaly.fault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.node.Node;
import dev.quintet.common.api.anomaly.ActiveFault;
import dev.quintet.common.api.anomaly.PlannedFault;
import dev.quintet.common.problem.ProblemException;

/**
 * The faults in force: at most one of a type on a node, each ended by {@link #stop}, by its duration, or by the end of
 * this service.
 */
public final class FaultRegistry {
    private static final Logger LOG = Logger.getLogger(FaultRegistry.class);

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final FaultInjector injector;
    private final FaultListener listener;
    private final Executor workers;
    private final Clock clock;
    private final int maxActive;
    private final Duration stopTimeout;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    // INVARIANT: holds the node and type of every fault that is in force or being injected.
    private final Set<String> taken = new HashSet<>();

    /** @param workers run injections and recoveries, which block; bounded by the caller */
    public FaultRegistry(
            FaultInjector injector,
            FaultListener listener,
            Executor workers,
            Clock clock,
            int maxActive,
            Duration stopTimeout) {
        this.injector = injector;
        this.listener = listener;
        this.workers = workers;
        this.clock = clock;
        this.maxActive = maxActive;
        this.stopTimeout = stopTimeout;
    }

    /** What {@link #start} would do; changes nothing. */
    public List<PlannedFault> plan(FaultOrder order) {
        return specs(order).stream()
                .map(spec -> new PlannedFault(
                        spec.type().wireName(),
                        spec.node().name(),
                        spec.severity().wireName(),
                        spec.duration().toSeconds(),
                        injector.name(),
                        injector.plan(spec)))
                .toList();
    }

    /**
     * Injects the fault into all nodes of the order, or into none.
     *
     * @return the faults, in force
     * @throws ProblemException 409 if one of the nodes has such a fault, or too many are in force
     * @throws InjectionException if it failed on one node; the others are recovered then
     */
    public List<ActiveFault> start(FaultOrder order) {
        List<FaultSpec> specs = specs(order);
        take(specs);
        List<CompletableFuture<Fault>> injections = specs.stream()
                .map(spec -> CompletableFuture.supplyAsync(() -> inject(spec), workers))
                .toList();
        List<Fault> injected = new ArrayList<>();
        RuntimeException failure = null;
        for (CompletableFuture<Fault> injection : injections) {
            try {
                injected.add(injection.join());
            } catch (CompletionException e) {
                failure = e.getCause() instanceof ProblemException problem ? problem : e;
            }
        }
        if (failure != null) {
            recover(injected);
            await(injected);
            throw failure;
        }
        return injected.stream().map(fault -> view(fault, "active")).toList();
    }

    private static List<FaultSpec> specs(FaultOrder order) {
        return order.nodes().stream()
                .map(node -> new FaultSpec(
                        UUID.randomUUID().toString(), order.type(), order.severity(), order.duration(), node))
                .toList();
    }

    private synchronized void take(List<FaultSpec> specs) {
        for (FaultSpec spec : specs) {
            if (taken.contains(key(spec))) {
                throw ProblemException.of(
                        409,
                        "fault-active",
                        spec.type().wireName() + " is already in force on "
                                + spec.node().name() + "; stop it first");
            }
        }
        if (taken.size() + specs.size() > maxActive) {
            throw ProblemException.of(
                    409,
                    "too-many-faults",
                    taken.size() + " faults are in force and at most " + maxActive + " may be; stop some first");
        }
        specs.forEach(spec -> taken.add(key(spec)));
    }

    private synchronized void release(FaultSpec spec) {
        taken.remove(key(spec));
    }

    private static String key(FaultSpec spec) {
        Node node = spec.node();
        return node.name() + ' ' + spec.type();
    }

    private Fault inject(FaultSpec spec) {
        try {
            Injection injection = injector.inject(spec);
            Fault fault = new Fault(spec, injection);
            faults.put(spec.id(), fault);
            listener.started(spec, fault.since(), fault.endsAt());
            return fault;
        } catch (RuntimeException e) {
            release(spec);
            throw e;
        }
    }

    /** The faults in force or being recovered, oldest first. */
    public List<ActiveFault> active() {
        return faults.values().stream()
                .sorted(Comparator.comparing(Fault::since))
                .map(fault -> view(fault, fault.recovering() ? "recovering" : "active"))
                .toList();
    }

    /**
     * Ends a fault; returns when it is recovered.
     *
     * @throws ProblemException 404 if there is no such fault in force, 504 if it takes longer than the timeout
     */
    public List<ActiveFault> stop(String id) {
        Fault fault = faults.get(id);
        if (fault == null) {
            throw ProblemException.of(404, "no-such-fault", "no fault with this id is in force");
        }
        return stop(List.of(fault));
    }

    /** Ends all faults; returns when they are recovered. Otherwise as {@link #stop(String)}. */
    public List<ActiveFault> stopAll() {
        return stop(List.copyOf(faults.values()));
    }

    private List<ActiveFault> stop(List<Fault> some) {
        recover(some);
        await(some);
        return some.stream().map(fault -> view(fault, "recovered")).toList();
    }

    /** Ends what is past its time and drops what has ended on its own. To be called several times a second. */
    public void sweep() {
        Instant now = clock.instant();
        for (Fault fault : faults.values()) {
            if (fault.overdue(now)) {
                recover(List.of(fault));
                continue;
            }
            switch (fault.injection().state()) {
                case IN_FORCE -> {}
                case OVER -> recover(List.of(fault));
                case LOST -> {
                    if (fault.claimRecovery()) {
                        workers.execute(() -> end(fault, "ended on its own before its time"));
                    }
                }
            }
        }
    }

    private void recover(Collection<Fault> some) {
        for (Fault fault : some) {
            if (fault.claimRecovery()) {
                workers.execute(() -> end(fault, ""));
            }
        }
    }

    /** @param reason why it counts as failed; empty if it does not */
    private void end(Fault fault, String reason) {
        try {
            fault.injection().recover();
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "fault %s on %s: not undone",
                    fault.spec().type(),
                    fault.spec().node().name());
            listener.failed(fault.spec(), fault.since(), clock.instant(), "could not be undone: " + e.getMessage());
            fault.releaseRecovery(clock.instant().plus(RETRY)); // it stays in the list until it is undone
            return;
        }
        faults.remove(fault.spec().id());
        release(fault.spec());
        if (reason.isEmpty()) {
            listener.recovered(fault.spec(), fault.since(), clock.instant());
        } else {
            listener.failed(fault.spec(), fault.since(), clock.instant(), reason);
        }
        fault.ended().complete(null);
    }

    private void await(Collection<Fault> some) {
        try {
            CompletableFuture.allOf(some.stream().map(Fault::ended).toArray(CompletableFuture[]::new))
                    .get(stopTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw ProblemException.of(
                    504,
                    "still-recovering",
                    "not recovered within " + stopTimeout.toSeconds() + " s; see /api/anomaly/active");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InjectionException("interrupted while faults were being recovered", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a recovery never completes exceptionally", e);
        }
    }

    private static ActiveFault view(Fault fault, String status) {
        FaultSpec spec = fault.spec();
        return new ActiveFault(
                spec.id(),
                spec.type().wireName(),
                spec.node().name(),
                spec.severity().wireName(),
                fault.since(),
                fault.endsAt(),
                status);
    }
}
