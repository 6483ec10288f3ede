package dev.quintet.badge.game;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The score processor. */
@ConfigMapping(prefix = "quintet.badges.processor")
public interface ProcessorConfig {
    /** Whether this process takes part in the processing; replicas for the API alone switch it off. */
    @WithDefault("true")
    boolean enabled();

    /** This processor's name in the consumer group: the same after a restart, and no other's. */
    @WithDefault("${HOSTNAME:local}-${quarkus.http.port:5000}")
    String consumer();

    /** How many events, at most, are processed in one transaction; one may be about all scores that came at once. */
    @WithDefault("64")
    int batch();

    /** How many such transactions are under way at a time, each on a connection of its own; one makes larger batches. */
    @WithDefault("1")
    int concurrency();
}
