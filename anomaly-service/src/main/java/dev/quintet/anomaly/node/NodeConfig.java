package dev.quintet.anomaly.node;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Which database nodes are watched, and the account on them. */
@ConfigMapping(prefix = "quintet.anomaly.node")
public interface NodeConfig {
    /** JSON file that lists the nodes: {@code [{"name","host","port","pidFile","dataDir","proxyPort","proxyControlPort"}]}; none = no nodes. */
    Optional<String> file();

    /** Names of nodes elsewhere: pods on Kubernetes, {@code SVR_IP} on OceanBase. */
    Optional<List<String>> names();

    /** The account on the nodes. */
    Optional<String> user();

    /** The account's password. */
    Optional<String> password();
}
