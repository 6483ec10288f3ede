package dev.quintet.badge.identity;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How badges are recognised. */
@ConfigMapping(prefix = "quintet.badges.identity")
public interface IdentityConfig {
    /** How long Redis remembers a known badge, so that it stays known while PostgreSQL is away. */
    @WithDefault("1h")
    Duration cache();

    /** How long this process remembers a known badge by itself. */
    @WithDefault("10s")
    Duration recent();
}
