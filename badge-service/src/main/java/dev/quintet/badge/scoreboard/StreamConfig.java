package dev.quintet.badge.scoreboard;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The live scoreboard. */
@ConfigMapping(prefix = "quintet.badges.stream")
public interface StreamConfig {
    /** Most listeners of a process; more are answered 503. */
    @WithDefault("10000")
    int maxListeners();

    /** Most events a listener may be behind before it is cut off. */
    @WithDefault("256")
    int buffer();

    /** Most events that one who resumes is sent again; who missed more is told to read the leaderboards anew. */
    @WithDefault("1000")
    int maxResumed();

    /** How often a quiet stream says that it lives. */
    @WithDefault("15s")
    Duration heartbeat();
}
