package dev.quintet.badge.flag;

import java.net.URI;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Capture the flag. */
@ConfigMapping(prefix = "quintet.badges.flag")
public interface FlagConfig {
    /** Where a valid code leads. */
    @WithDefault("https://rb.gy/8dpuen")
    URI prize();

    /** At most once in this time the community is told that a person has captured a flag again. */
    @WithDefault("1h")
    Duration repeatEvery();
}
