package dev.quintet.badge.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import org.jboss.logging.Logger;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Known badges in this process for seconds, and in Redis, so that a badge is still known while PostgreSQL is away. Unknown pairs are never kept: a claim
 * counts at once. Without Redis it knows nothing and fails nothing.
 */
@Singleton
public class BadgeCache {
    private static final Logger LOG = Logger.getLogger(BadgeCache.class);
    private static final String PREFIX = "quintet:badges:known:";

    private final RedisConnector redis;
    private final Duration keep;
    private final RecentBadges recent;

    BadgeCache(RedisConnector redis, IdentityConfig config, Clock clock) {
        this.redis = redis;
        this.keep = config.cache();
        this.recent = new RecentBadges(config.recent(), clock);
    }

    /** As this process remembers it; never waits. */
    Optional<Badge> seen(BadgePair pair) {
        return recent.find(pair);
    }

    Optional<Badge> find(BadgePair pair) {
        Optional<Badge> seen = recent.find(pair);
        return seen.isPresent() ? seen : inRedis(pair);
    }

    private Optional<Badge> inRedis(BadgePair pair) {
        try {
            Response answer = redis.call(Command.GET, PREFIX + pair.joined());
            if (answer == null) {
                return Optional.empty();
            }
            Badge badge = read(pair, answer.toString());
            recent.put(badge);
            return Optional.of(badge);
        } catch (RedisUnavailableException away) {
            LOG.debugf("badge looked up without Redis: %s", away.getMessage());
            return Optional.empty();
        }
    }

    void put(Badge badge) {
        recent.put(badge);
        try {
            redis.call(
                    Command.SET,
                    PREFIX + badge.pair().joined(),
                    badge.id() + " " + badge.userId() + " " + badge.handle(),
                    "PX",
                    keep.toMillis());
        } catch (RedisUnavailableException away) {
            LOG.debugf("badge not remembered: %s", away.getMessage());
        }
    }

    /** Must follow every change of a badge or of its person's handle. */
    public void forget(BadgePair pair) {
        recent.forget(pair);
        try {
            redis.call(Command.DEL, PREFIX + pair.joined());
        } catch (RedisUnavailableException away) {
            LOG.warnf("a changed badge stays as it was for up to %s: %s", keep, away.getMessage());
        }
    }

    private static Badge read(BadgePair pair, String value) {
        String[] parts = value.split(" ", 3);
        return new Badge(Long.parseLong(parts[0]), Long.parseLong(parts[1]), pair, parts[2]);
    }
}
