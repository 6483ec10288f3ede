package dev.quintet.workload.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where targets come from. */
@ConfigMapping(prefix = "quintet.workload.target")
public interface TargetConfig {

    /** How long connecting to a node may take. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** The launcher's file of local nodes; {@code QUINTET_LOCAL_NODES_FILE}. */
    Optional<Path> localNodesFile();

    /** Account of the local nodes; {@code QUINTET_LOCAL_NODES_USER}. */
    @WithDefault("root")
    String localUser();

    /** Its password; {@code QUINTET_LOCAL_NODES_PASSWORD}. */
    Optional<String> localPassword();

    /** Host of the target {@code default}; {@code OB_HOST}. Without it there is no such target. */
    Optional<String> defaultHost();

    /** Its port; {@code OB_PORT}. */
    @WithDefault("22883")
    int defaultPort();

    /** Its account; {@code OB_USER}. */
    @WithDefault("root@sys")
    String defaultUser();

    /** Its password; {@code OB_PASSWORD}. */
    Optional<String> defaultPassword();

    /** How many targets may be stored. */
    @WithDefault("100")
    int maxStored();
}
