package dev.quintet.badge.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a badge and an address may write. A conference's network may show all badges under one address. */
@ConfigMapping(prefix = "quintet.badges.limit")
public interface LimitConfig {
    /** Writes a second of one badge, on the long run. */
    @WithDefault("20")
    int badgeRate();

    /** Writes of one badge at once. */
    @WithDefault("200")
    int badgeBurst();

    /** Writes a second of one address (of IPv6, a /64), on the long run. */
    @WithDefault("2000")
    int addressRate();

    /** Writes of one address at once. */
    @WithDefault("10000")
    int addressBurst();
}
