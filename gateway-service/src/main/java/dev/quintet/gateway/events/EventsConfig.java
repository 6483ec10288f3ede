package dev.quintet.gateway.events;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The live feed. */
@ConfigMapping(prefix = "quintet.gateway.events")
public interface EventsConfig {
    /** How often a quiet stream says that it lives. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long one read waits for the next event. */
    @WithDefault("5s")
    Duration block();

    /** How long to wait before Redis is asked again after a failure. */
    @WithDefault("1s")
    Duration retry();

    /** Most listeners; more are answered 503. */
    @WithDefault("2000")
    int maxListeners();

    /** Most events a listener may be behind before it is dropped. */
    @WithDefault("1000")
    int buffer();

    /** Most events sent again to a listener that resumes; twice what the stream keeps, so a bound and no more. */
    @WithDefault("20000")
    int maxResumed();
}
