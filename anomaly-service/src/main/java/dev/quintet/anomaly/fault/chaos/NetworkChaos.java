package dev.quintet.anomaly.fault.chaos;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Delays, loses or cuts what pods send. */
@Group("chaos-mesh.org")
@Version("v1alpha1")
@Kind("NetworkChaos")
@Plural("networkchaos")
@Singular("networkchaos")
final class NetworkChaos extends Chaos<NetworkChaos.Spec> {
    private static final long serialVersionUID = 1L;

    /** @param direction {@code to}: what the pods send; the others need a target */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(
            String action,
            String mode,
            PodSelector selector,
            String duration,
            String direction,
            Delay delay,
            Loss loss) {}

    /**
     * @param latency such as {@code 100ms}
     * @param correlation percent, as a text
     */
    record Delay(String latency, String correlation, String jitter) {}

    /** Percents, as texts. */
    record Loss(String loss, String correlation) {}
}
