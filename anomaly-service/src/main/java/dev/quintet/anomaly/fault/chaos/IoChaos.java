package dev.quintet.anomaly.fault.chaos;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Slows file operations. */
@Group("chaos-mesh.org")
@Version("v1alpha1")
@Kind("IOChaos")
@Plural("iochaos")
@Singular("iochaos")
final class IoChaos extends Chaos<IoChaos.Spec> {
    private static final long serialVersionUID = 1L;

    /**
     * @param volumePath a mount path, required
     * @param path a glob below it
     * @param percent of the operations
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(
            String action,
            String mode,
            PodSelector selector,
            String duration,
            List<String> containerNames,
            String delay,
            String volumePath,
            String path,
            int percent) {}
}
