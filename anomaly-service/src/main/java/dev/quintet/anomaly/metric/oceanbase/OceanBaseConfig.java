package dev.quintet.anomaly.metric.oceanbase;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The OceanBase cluster whose views are read, through any of its servers or its proxy. */
@ConfigMapping(prefix = "quintet.anomaly.oceanbase")
public interface OceanBaseConfig {
    /** Also {@code OB_HOST}. */
    @WithDefault("127.0.0.1")
    String host();

    /** Also {@code OB_PORT}. */
    @WithDefault("22883")
    int port();

    /** An account of the tenant {@code sys}; also {@code OB_USER}. */
    @WithDefault("root@sys")
    String user();

    /** Also {@code OB_PASSWORD}. */
    Optional<String> password();

    /** How long one query may take. */
    @WithDefault("1500ms")
    Duration timeout();

    /** A statement that took this long is a slow one. */
    @WithDefault("1s")
    Duration slowQuery();
}
