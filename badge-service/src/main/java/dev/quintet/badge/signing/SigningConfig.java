package dev.quintet.badge.signing;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Signed scores. */
@ConfigMapping(prefix = "quintet.badges.signing")
public interface SigningConfig {
    /** How long after its claim a badge may fetch its key; later staff give one out. */
    @WithDefault("15m")
    Duration issueWithin();
}
