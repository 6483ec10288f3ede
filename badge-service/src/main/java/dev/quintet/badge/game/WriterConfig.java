package dev.quintet.badge.game;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How scores are written. */
@ConfigMapping(prefix = "quintet.badges.writer")
public interface WriterConfig {
    /** How many scores one transaction stores at most. */
    @WithDefault("256")
    int batch();

    /** How many such transactions are under way at a time, each on a connection of its own. */
    @WithDefault("2")
    int concurrency();

    /** How many scores may wait; more are refused with 503. */
    @WithDefault("4000")
    int queue();
}
