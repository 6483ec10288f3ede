package dev.quintet.anomaly.fault.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How faults are put into pods by Chaos Mesh. */
@ConfigMapping(prefix = "quintet.anomaly.chaos")
public interface ChaosConfig {
    /** Where the custom resources are made; also {@code CHAOS_MESH_NAMESPACE}. */
    @WithDefault("chaos-testing")
    String namespace();

    /** Where the database's pods are; also {@code OCEANBASE_NAMESPACE}. */
    @WithDefault("oceanbase")
    String targetNamespace();

    /** The labels of the database's pods, each {@code name=value}. */
    @WithDefault("ref-obcluster=obcluster")
    List<String> labels();

    /** Containers to stress; none given = each pod's first. */
    Optional<List<String>> containers();

    /** The mount path of the database's volume, for {@code disk_stress}. */
    @WithDefault("/home/admin/oceanbase/store")
    String volumePath();

    /** The files on it, as a glob. */
    @WithDefault("/home/admin/oceanbase/store/**/*")
    String path();

    /** Percent of the file operations that are slowed. */
    @WithDefault("100")
    @Min(1)
    @Max(100)
    int percent();

    /** How long a fault may take until it is in all its pods. */
    @WithDefault("30s")
    Duration injectTimeout();

    /** How long Chaos Mesh may take to select a pod until none counts as found. */
    @WithDefault("3s")
    Duration selectTimeout();

    /** How long an end may take until it is tried again. */
    @WithDefault("25s")
    Duration recoverTimeout();
}
