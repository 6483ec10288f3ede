package dev.quintet.anomaly.node;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Which database nodes are watched, and the account on them. */
@ConfigMapping(prefix = "quintet.anomaly.node")
public interface NodeConfig {
    /** JSON file that lists the nodes: {@code [{"name","host","port","pidFile","dataDir"}]}; none = no nodes. */
    Optional<String> file();

    /** The account on the nodes. */
    Optional<String> user();

    /** The account's password. */
    Optional<String> password();
}
