package dev.quintet.anomaly.fault.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.Severity;

/** Writes a fault as the resource that makes Chaos Mesh inject it. */
final class ChaosResources {
    /** On every resource that this service makes; nothing without it is ever touched. */
    static final String OWNER_LABEL = "app.kubernetes.io/managed-by";

    static final String OWNER = "quintet-anomaly";
    static final String LIFE_LABEL = "quintet.dev/life";
    static final String FAULT_LABEL = "quintet.dev/fault";

    static final Set<FaultType> SUPPORTED = Set.of(
            FaultType.CPU_STRESS,
            FaultType.MEMORY_STRESS,
            FaultType.DISK_STRESS,
            FaultType.NETWORK_DELAY,
            FaultType.NETWORK_LOSS,
            FaultType.NETWORK_PARTITION,
            FaultType.POD_KILL);

    private final ChaosConfig config;
    private final Map<String, String> labels;
    private final String life;

    /** @param life marks what this process makes */
    ChaosResources(ChaosConfig config, String life) {
        this.config = config;
        this.labels = config.labels().stream()
                .map(ChaosResources::label)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        this.life = life;
    }

    private static Map.Entry<String, String> label(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException("quintet.anomaly.chaos.labels: " + text + " is not name=value");
        }
        return Map.entry(text.substring(0, at).strip(), text.substring(at + 1).strip());
    }

    static Class<? extends Chaos<?>> kind(FaultType type) {
        return switch (type) {
            case CPU_STRESS, MEMORY_STRESS -> StressChaos.class;
            case DISK_STRESS -> IoChaos.class;
            case NETWORK_DELAY, NETWORK_LOSS, NETWORK_PARTITION -> NetworkChaos.class;
            case POD_KILL -> PodChaos.class;
            default -> throw new IllegalArgumentException(type + " is nothing for Chaos Mesh");
        };
    }

    /** Never without a duration, so that nothing stays behind if this service dies. */
    Chaos<?> of(FaultSpec spec) {
        Chaos<?> resource = typed(spec);
        resource.setMetadata(new ObjectMetaBuilder()
                .withName("quintet-" + spec.type().wireName().replace('_', '-') + "-"
                        + spec.id().substring(0, 8))
                .withNamespace(config.namespace())
                .withLabels(Map.of(OWNER_LABEL, OWNER, LIFE_LABEL, life, FAULT_LABEL, spec.id()))
                .build());
        return resource;
    }

    private Chaos<?> typed(FaultSpec spec) {
        boolean all = spec.node().equals(ChaosTargets.ALL);
        boolean named = !all && !spec.node().equals(ChaosTargets.ONE);
        String mode = all ? "all" : "one";
        PodSelector selector = named
                ? new PodSelector(
                        null,
                        null,
                        Map.of(config.targetNamespace(), List.of(spec.node().name())))
                : new PodSelector(List.of(config.targetNamespace()), labels, null);
        String duration = Math.max(1, spec.duration().toSeconds()) + "s";
        List<String> containers = config.containers().orElse(null);
        Severity severity = spec.severity();
        return switch (spec.type()) {
            case CPU_STRESS ->
                stress(
                        mode,
                        selector,
                        duration,
                        containers,
                        new StressChaos.Stressors(
                                new StressChaos.Cpu(
                                        severity == Severity.HIGH ? 2 : 1, severity == Severity.LOW ? 50 : 100),
                                null));
            case MEMORY_STRESS ->
                stress(
                        mode,
                        selector,
                        duration,
                        containers,
                        new StressChaos.Stressors(
                                null, new StressChaos.Memory(1, pick(severity, "128MB", "256MB", "512MB"))));
            case DISK_STRESS -> {
                IoChaos io = new IoChaos();
                io.setSpec(new IoChaos.Spec(
                        "latency",
                        mode,
                        selector,
                        duration,
                        containers,
                        pick(severity, "20ms", "100ms", "500ms"),
                        config.volumePath(),
                        config.path(),
                        config.percent()));
                yield io;
            }
            case NETWORK_DELAY ->
                network(
                        "delay",
                        mode,
                        selector,
                        duration,
                        new NetworkChaos.Delay(
                                pick(severity, "40ms", "100ms", "300ms"), "0", pick(severity, "2ms", "5ms", "15ms")),
                        null);
            case NETWORK_LOSS ->
                network(
                        "loss",
                        mode,
                        selector,
                        duration,
                        null,
                        new NetworkChaos.Loss(pick(severity, "10", "25", "50"), "0"));
            case NETWORK_PARTITION -> network("partition", mode, selector, duration, null, null);
            case POD_KILL -> {
                PodChaos pod = new PodChaos();
                pod.setSpec(new PodChaos.Spec("pod-kill", mode, selector, duration, severity == Severity.LOW ? 30 : 0));
                yield pod;
            }
            default -> throw new IllegalArgumentException(spec.type() + " is nothing for Chaos Mesh");
        };
    }

    private static StressChaos stress(
            String mode,
            PodSelector selector,
            String duration,
            List<String> containers,
            StressChaos.Stressors stressors) {
        StressChaos stress = new StressChaos();
        stress.setSpec(new StressChaos.Spec(mode, selector, duration, containers, stressors));
        return stress;
    }

    private static NetworkChaos network(
            String action,
            String mode,
            PodSelector selector,
            String duration,
            NetworkChaos.Delay delay,
            NetworkChaos.Loss loss) {
        NetworkChaos network = new NetworkChaos();
        network.setSpec(new NetworkChaos.Spec(action, mode, selector, duration, "to", delay, loss));
        return network;
    }

    private static String pick(Severity severity, String low, String medium, String high) {
        return switch (severity) {
            case LOW -> low;
            case MEDIUM -> medium;
            case HIGH -> high;
        };
    }
}
