package dev.quintet.anomaly.history;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long metrics are kept in PostgreSQL: the older, the coarser. */
@ConfigMapping(prefix = "quintet.anomaly.history")
public interface HistoryConfig {
    /** Whether they are kept at all. */
    @WithDefault("true")
    boolean enabled();

    /** How long every sample is kept. */
    @WithDefault("2h")
    Duration samples();

    /** How long means of 10 s are kept. */
    @WithDefault("2d")
    Duration tenSeconds();

    /** How long means of a minute are kept. */
    @WithDefault("30d")
    Duration minutes();

    /** How often what was measured is written. */
    @WithDefault("5s")
    Duration flushEvery();
}
