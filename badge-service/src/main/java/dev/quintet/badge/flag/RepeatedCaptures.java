package dev.quintet.badge.flag;

import jakarta.inject.Singleton;

import io.vertx.mutiny.redis.client.Command;
import org.jboss.logging.Logger;

import dev.quintet.badge.achievement.Achievement;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.discord.Announcements;
import dev.quintet.badge.identity.Badge;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisUnavailableException;

/** Tells the community that somebody has captured again what was unlocked before, once in a while a person and flag. */
@Singleton
class RepeatedCaptures {
    private static final Logger LOG = Logger.getLogger(RepeatedCaptures.class);
    private static final String TOLD = "quintet:badges:repeated:";

    private final RedisConnector redis;
    private final Database database;
    private final Announcements announcements;
    private final FlagConfig config;

    RepeatedCaptures(RedisConnector redis, Database database, Announcements announcements, FlagConfig config) {
        this.redis = redis;
        this.database = database;
        this.announcements = announcements;
        this.config = config;
    }

    /** Says so, unless it was said lately. It is no more than talk: without Redis or PostgreSQL it is left out. */
    void tell(Badge badge, Achievement achievement, String sentence) {
        if (!announcements.isHeard()) {
            return;
        }
        String key = TOLD + badge.userId() + ":" + achievement.id();
        try {
            if (redis.call(
                            Command.SET,
                            key,
                            "1",
                            "NX",
                            "PX",
                            config.repeatEvery().toMillis())
                    != null) {
                database.run(session -> announcements.community(session, sentence));
            }
        } catch (RedisUnavailableException away) {
            LOG.debugf("a repeated capture is not told: %s", away.getMessage());
        }
    }
}
