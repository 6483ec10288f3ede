package dev.quintet.badge.discord;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Discord: messages to a channel by a webhook, and commands from it. */
@ConfigMapping(prefix = "quintet.badges.discord")
public interface DiscordConfig {
    /** The webhook that messages are posted to; without it none are kept. Environment: {@code DISCORD_WEBHOOK_URL}. */
    Optional<URI> webhookUrl();

    /** The application's public key, 64 hexadecimal digits; without it there are no commands: {@code DISCORD_PUBLIC_KEY}. */
    Optional<String> publicKey();

    /** How long one post may take. */
    @WithDefault("10s")
    Duration timeout();

    /** How often waiting messages are looked for; a new one is also told of by its stream. */
    @WithDefault("1s")
    Duration poll();

    /** The first pause after Discord could not be reached; doubles up to {@link #longestPause}. */
    @WithDefault("1s")
    Duration firstPause();

    /** The longest pause while Discord cannot be reached. */
    @WithDefault("1m")
    Duration longestPause();
}
