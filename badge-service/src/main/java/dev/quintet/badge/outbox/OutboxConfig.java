package dev.quintet.badge.outbox;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How accepted work is sent again until it is done. */
@ConfigMapping(prefix = "quintet.badges.outbox")
public interface OutboxConfig {
    /** How long accepted work may lie undone before it is put on its stream again; doubles with each time. */
    @WithDefault("5s")
    Duration retryAfter();

    /** The longest pause between two times. */
    @WithDefault("5m")
    Duration longestRetry();

    /** How often undone work is looked for. */
    @WithDefault("1s")
    Duration poll();

    /** How many events are sent again at one look. */
    @WithDefault("200")
    int batch();

    /** How often an event is sent again before it is left for a person to look at. */
    @WithDefault("12")
    int attempts();
}
