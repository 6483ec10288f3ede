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

    /**
     * Whether a MySQL server without TLS may send the key with which its password is encrypted (caching_sha2_password).
     * Who can pose as that server on the way could send a key of their own and learn the password.
     */
    @WithDefault("true")
    boolean allowPublicKeyRetrieval();

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

    /**
     * Passwords of stored targets are encrypted with a key made from this, at least 16 characters; {@code
     * QUINTET_TARGET_SECRET}, else {@code QUINTET_INTERNAL_SECRET}. Without it no target can be stored.
     */
    Optional<String> secret();

    /** How many targets may be stored. */
    @WithDefault("100")
    int maxStored();
}
