package dev.quintet.anomaly.fault.chaos;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Burns processor time or holds memory. */
@Group("chaos-mesh.org")
@Version("v1alpha1")
@Kind("StressChaos")
@Plural("stresschaos")
@Singular("stresschaos")
final class StressChaos extends Chaos<StressChaos.Spec> {
    private static final long serialVersionUID = 1L;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(String mode, PodSelector selector, String duration, List<String> containerNames, Stressors stressors) {}

    /** One of the two. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stressors(Cpu cpu, Memory memory) {}

    /**
     * @param workers at least 1: with 0 nothing is injected, silently
     * @param load percent of a processor, each worker
     */
    record Cpu(int workers, int load) {}

    /** @param size such as {@code 256MB}, all workers together */
    record Memory(int workers, String size) {}
}
