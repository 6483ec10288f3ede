package dev.quintet.badge.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import dev.quintet.badge.identity.BadgePair;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Limits writes by badge and by address: in Redis, for all processes together; each for itself while Redis is away.
 *
 * <p>Of a proxied scope, because request filters are made before the configuration is there.
 */
@ApplicationScoped
class WriteLimits {
    private static final Logger LOG = Logger.getLogger(WriteLimits.class);
    private static final String PREFIX = "quintet:badges:limit:";

    private final SharedLimits shared;
    private final LocalLimits local;
    private final LimitConfig config;

    WriteLimits(RedisConnector redis, LimitConfig config, Clock clock, Vertx vertx) {
        this.shared = new SharedLimits(
                RedisScript.load(redis, WriteLimits.class, "take.lua"),
                work -> VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
                        .runOnContext(begun -> work.run()));
        this.local = new LocalLimits(clock);
        this.config = config;
    }

    /** Counts a write; too many are 429 with {@code Retry-After}, and are not counted. */
    Uni<Void> take(Optional<BadgePair> badge, String address) {
        List<Rate> rates = new ArrayList<>();
        rates.add(Rate.of(PREFIX + "a:" + address, config.addressRate(), config.addressBurst()));
        badge.ifPresent(
                pair -> rates.add(Rate.of(PREFIX + "b:" + pair.joined(), config.badgeRate(), config.badgeBurst())));
        return take(rates)
                .invoke(wait -> {
                    if (wait.toNanos() > 0) {
                        throw ProblemException.of(
                                        429, "too-many-writes", "This badge or address writes too much; wait.")
                                .withRetryAfter(wait);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Duration> take(List<Rate> rates) {
        return shared.take(rates).onFailure(RedisUnavailableException.class).recoverWithItem(away -> {
            LOG.debugf("limits are this process's own: %s", away.getMessage());
            return local.take(rates);
        });
    }
}
