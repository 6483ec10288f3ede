package dev.quintet.anomaly.fault.chaos;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Kills pods. */
@Group("chaos-mesh.org")
@Version("v1alpha1")
@Kind("PodChaos")
@Plural("podchaos")
@Singular("podchaos")
final class PodChaos extends Chaos<PodChaos.Spec> {
    private static final long serialVersionUID = 1L;

    /** @param gracePeriod seconds; 0 = killed at once */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(String action, String mode, PodSelector selector, String duration, long gracePeriod) {}
}
