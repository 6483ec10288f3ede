package dev.quintet.anomaly.fault.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;

import dev.quintet.anomaly.fault.FaultConfig;
import dev.quintet.anomaly.fault.FaultInjector;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.node.Node;

/** Injects into pods by the resources of Chaos Mesh. */
public final class ChaosMeshInjector implements FaultInjector {
    private static final List<Class<? extends Chaos<?>>> KINDS =
            List.of(StressChaos.class, NetworkChaos.class, IoChaos.class, PodChaos.class);

    private final KubernetesClient client;
    private final ChaosConfig config;
    private final ChaosResources resources;
    private final ChaosWatch watch;
    private final String life;
    private final Clock clock;

    /** @param life unique to this process */
    public ChaosMeshInjector(KubernetesClient client, ChaosConfig config, String life, Clock clock) {
        this.client = client;
        this.config = config;
        this.resources = new ChaosResources(config, life);
        this.watch = new ChaosWatch(client, config.namespace());
        this.life = life;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "chaos-mesh";
    }

    @Override
    public Set<FaultType> supported() {
        return ChaosResources.SUPPORTED;
    }

    @Override
    public List<Node> withoutTarget(FaultConfig.Mode mode, List<Node> allowed, boolean restricted) {
        return restricted ? FaultInjector.super.withoutTarget(mode, allowed, true) : ChaosTargets.of(mode);
    }

    @Override
    public String plan(FaultSpec spec) {
        return Serialization.asJson(resources.of(spec));
    }

    @Override
    public Injection inject(FaultSpec spec) {
        Chaos<?> wanted = resources.of(spec);
        Chaos<?> made;
        try {
            watch.follow(ChaosResources.kind(spec.type()));
            made = client.resource(wanted).create();
        } catch (KubernetesClientException e) {
            throw ChaosProblems.explain(e, "create", wanted, client.getMasterUrl());
        }
        ChaosInjection injection = new ChaosInjection(made);
        try {
            injection.awaitInForce();
            return injection;
        } catch (RuntimeException e) {
            injection.recover();
            throw e;
        }
    }

    /** Deletes what an earlier life of this service has left: its faults are nobody's any more. */
    @Override
    public void clearLeft() {
        for (Class<? extends Chaos<?>> kind : KINDS) {
            clear(kind);
        }
    }

    private <T extends Chaos<?>> void clear(Class<T> kind) {
        client
                .resources(kind)
                .inNamespace(config.namespace())
                .withLabel(ChaosResources.OWNER_LABEL, ChaosResources.OWNER)
                .list()
                .getItems()
                .stream()
                .filter(resource ->
                        !life.equals(resource.getMetadata().getLabels().get(ChaosResources.LIFE_LABEL)))
                .forEach(resource -> client.resource(resource).delete());
    }

    @Override
    public void close() {
        watch.close();
        client.close();
    }

    private final class ChaosInjection implements Injection {
        private final Chaos<?> resource;
        private volatile Instant since;

        private ChaosInjection(Chaos<?> resource) {
            this.resource = resource;
            this.since = clock.instant();
        }

        private void awaitInForce() {
            try {
                boolean selected = watch.await(
                        resource,
                        now -> status(now)
                                .filter(status -> status.is("Selected", "True") || status.allInjected())
                                .isPresent(),
                        config.selectTimeout());
                if (!selected
                        && status(watch.latest(resource))
                                .filter(s -> s.is("Selected", "False"))
                                .isPresent()) {
                    throw new InjectionException("no pod matches: " + Serialization.asJson(resource.getSpec()));
                }
                boolean injected = watch.await(
                        resource,
                        now -> status(now).filter(ChaosStatus::allInjected).isPresent(),
                        config.injectTimeout());
                Optional<ChaosStatus> status = status(watch.latest(resource));
                if (!injected) {
                    throw new InjectionException("Chaos Mesh did not inject it within "
                            + config.injectTimeout().toSeconds() + " s: "
                            + status.flatMap(ChaosStatus::failure)
                                    .orElse("it says nothing; is its controller running?"));
                }
                since = status.flatMap(ChaosStatus::injectedAt).orElseGet(clock::instant);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InjectionException("interrupted while Chaos Mesh injected", e);
            }
        }

        @Override
        public Instant since() {
            return since;
        }

        @Override
        public State state() {
            Optional<Chaos<?>> now = watch.latest(resource);
            if (now.isEmpty()) {
                return State.LOST; // somebody else has deleted it
            }
            return status(now).filter(ChaosStatus::over).isPresent() ? State.OVER : State.IN_FORCE;
        }

        /** Its finalizer keeps the resource until Chaos Mesh has recovered all its pods. */
        @Override
        public void recover() {
            try {
                client.resource(resource).delete();
                if (!watch.await(resource, Optional::isEmpty, config.recoverTimeout()) && isThere()) {
                    throw new InjectionException("Chaos Mesh did not recover " + name() + " within "
                            + Duration.ofMillis(config.recoverTimeout().toMillis())
                                    .toSeconds() + " s: "
                            + status(watch.latest(resource))
                                    .flatMap(ChaosStatus::failure)
                                    .orElse("it says nothing"));
                }
            } catch (KubernetesClientException e) {
                throw ChaosProblems.explain(e, "delete", resource, client.getMasterUrl());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InjectionException("interrupted while Chaos Mesh recovered", e);
            }
        }

        /** Asked where the watch told nothing: it may have missed the end while the API server was away. */
        private boolean isThere() {
            if (client.resource(resource).get() != null) {
                return true;
            }
            watch.forget(resource);
            return false;
        }

        private String name() {
            return resource.getKind() + " " + resource.getMetadata().getName();
        }

        private static Optional<ChaosStatus> status(Optional<Chaos<?>> resource) {
            return resource.map(Chaos::getStatus);
        }
    }
}
