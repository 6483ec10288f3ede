package dev.quintet.badge.discord;

import java.sql.SQLException;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.quintet.badge.database.Session;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.common.stream.RedisStreams;

/**
 * What the conference's Discord is told. A message is kept in PostgreSQL with what it tells of, and goes on the stream
 * {@link BadgeStreams#MESSAGES} after the commit; the stream's entry wakes the notifier and feeds the old channels.
 */
@Singleton
public class Announcements {
    /** The stream entry's field with the channel. */
    static final String CHANNEL = "channel";
    /** The stream entry's field with what the original published on it. */
    static final String LEGACY = "legacy";

    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final MessageStore store;
    private final RedisStreams streams;
    private final ObjectMapper json;
    private final boolean toDiscord;
    private final boolean toLegacy;

    Announcements(
            MessageStore store,
            RedisStreams streams,
            ObjectMapper json,
            DiscordConfig config,
            @ConfigProperty(name = "quintet.badges.legacy-pubsub", defaultValue = "false") boolean legacyPubsub) {
        this.store = store;
        this.streams = streams;
        this.json = json;
        this.toDiscord = config.webhookUrl().isPresent();
        this.toLegacy = legacyPubsub;
    }

    /** Somebody has unlocked something. */
    public void achievement(Session session, String handle, String name, String description, int points)
            throws SQLException {
        announce(
                session,
                Channel.ACHIEVEMENT,
                "%s unlocked: %s for %d points! %s".formatted(handle, name, points, description),
                write(Map.of("handle", handle, "name", name, "description", description, "points", points)));
    }

    /** Plain text for everybody; {@code <@id>} mentions a person. */
    public void community(Session session, String text) throws SQLException {
        announce(session, Channel.COMMUNITY, text, text);
    }

    /** A fact for a member of staff. */
    void fact(Session session, String fact, String handle, String discordUserId) throws SQLException {
        announce(
                session,
                Channel.FACT,
                "<@%s> did you know? %s".formatted(discordUserId, fact),
                write(Map.of("fact", fact, "discord_handle", handle, "discord_user_id", discordUserId)));
    }

    /** Whether anybody listens. */
    public boolean isHeard() {
        return toDiscord || toLegacy;
    }

    private void announce(Session session, Channel channel, String content, String legacy) throws SQLException {
        if (toDiscord) {
            store.add(session, channel, content);
        }
        if (isHeard()) {
            session.afterCommit(() -> streams.publishAsync(
                            BadgeStreams.MESSAGES, Map.of(CHANNEL, channel.wireName(), LEGACY, legacy))
                    .subscribe()
                    .with(entry -> {}, failure -> LOG.debugf("the notifier is not woken: %s", failure.getMessage())));
        }
    }

    private String write(Map<String, ?> value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("text and numbers that are not JSON", impossible);
        }
    }
}
