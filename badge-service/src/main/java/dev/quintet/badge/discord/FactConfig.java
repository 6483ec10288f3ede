package dev.quintet.badge.discord;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The original's facts: whoever captures a flag has a member of staff told one. */
@ConfigMapping(prefix = "quintet.badges.fact")
public interface FactConfig {
    /** Answers {@code {"text"}}; the original's was https://uselessfacts.jsph.pl/api/v2/facts/random. Without it none. */
    Optional<URI> url();

    /** At most one fact in this time. */
    @WithDefault("60s")
    Duration every();
}
