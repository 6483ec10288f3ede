package dev.quintet.badge.challenge;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Challenges. */
@ConfigMapping(prefix = "quintet.badges.challenge")
public interface ChallengeConfig {
    /** How long a challenge runs, from the offer on. */
    @WithDefault("24h")
    Duration ttl();

    /** How many challenges of one person's making may run at a time. */
    @WithDefault("20")
    int running();

    /** How often challenges whose time is over are ended. */
    @WithDefault("15s")
    Duration sweep();
}
