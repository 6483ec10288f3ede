package dev.quintet.anomaly.metric.prometheus;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Prometheus is, and what it is asked. */
@ConfigMapping(prefix = "quintet.anomaly.prometheus")
public interface PrometheusConfig {
    /** Its address, also {@code PROMETHEUS_URL}; VictoriaMetrics answers the same. */
    Optional<URI> url();

    /** The step of the range queries, and how often they are asked. */
    @WithDefault("5s")
    Duration step();

    /** How long one query may take. */
    @WithDefault("4s")
    Duration timeout();

    /** The label of the answers that holds the node's name. */
    @WithDefault("pod")
    String nodeLabel();

    /**
     * Queries instead of the defaults: by {@code cpu_percent}, {@code memory_mib}, {@code network_in_bytes_per_s},
     * {@code network_out_bytes_per_s}, {@code disk_read_bytes_per_s}, {@code disk_write_bytes_per_s}.
     */
    Map<String, String> queries();

    /** The container that is measured in the default queries. */
    @WithDefault("observer")
    String container();
}
