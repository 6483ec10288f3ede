package dev.quintet.anomaly.workload;

import java.net.URI;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the workload-service is. */
@ConfigMapping(prefix = "quintet.anomaly.workload")
public interface WorkloadConfig {
    /** Its address; also {@code QUINTET_WORKLOAD_URL}. */
    URI url();

    /** How long a call may take. */
    @WithDefault("20s")
    Duration timeout();
}
