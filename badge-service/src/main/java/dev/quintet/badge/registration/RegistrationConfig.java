package dev.quintet.badge.registration;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How badges get their codes and people claim them. */
@ConfigMapping(prefix = "quintet.badges.registration")
public interface RegistrationConfig {
    /** How long a code lives. */
    @WithDefault("900s")
    Duration ttl();

    /** Wrong guesses of one person before claims are refused. */
    @WithDefault("10")
    int guesses();

    /** Wrong guesses of all together before claims are refused. */
    @WithDefault("1000")
    int guessesOverall();

    /** The window in which wrong guesses are counted. */
    @WithDefault("15m")
    Duration guessWindow();
}
