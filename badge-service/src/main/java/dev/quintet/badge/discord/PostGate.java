package dev.quintet.badge.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import org.jboss.logging.Logger;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Lets one notifier of all processes post at a time, and none while a pause that Discord asked for lasts. A process
 * keeps its own pauses also while Redis is away.
 */
@Singleton
class PostGate {
    private static final Logger LOG = Logger.getLogger(PostGate.class);
    private static final String STOPPED = "quintet:badges:{discord}:stopped";
    private static final List<String> KEYS =
            List.of("quintet:badges:{discord}:turn", "quintet:badges:{discord}:pause", STOPPED);

    private final RedisConnector redis;
    private final RedisScript enter;
    private final RedisScript leave;
    private final Clock clock;
    private final String token = UUID.randomUUID().toString();
    private final String webhook;
    private Instant notBefore = Instant.MIN;
    private volatile boolean stopped;

    PostGate(RedisConnector redis, DiscordConfig config, Clock clock) {
        this.redis = redis;
        this.enter = RedisScript.load(redis, PostGate.class, "gate-enter.lua");
        this.leave = RedisScript.load(redis, PostGate.class, "gate-leave.lua");
        this.clock = clock;
        // Not the address itself: it is a secret.
        this.webhook = Integer.toHexString(config.webhookUrl().hashCode());
    }

    /** Whether one message may be posted now; then {@link #leave} follows within the lease. */
    boolean enter(Duration lease) {
        if (stopped || clock.instant().isBefore(notBefore)) {
            return false;
        }
        try {
            Response wait = enter.call(KEYS, token, lease.toMillis(), webhook);
            return wait.toLong() == 0;
        } catch (RedisUnavailableException away) {
            LOG.debugf("posting by this process's own pauses: %s", away.getMessage());
            return true;
        }
    }

    /** The post has ended; nobody posts before the pause is over. */
    void leave(Duration pause) {
        notBefore = clock.instant().plus(pause);
        try {
            leave.call(KEYS, token, pause.toMillis());
        } catch (RedisUnavailableException away) {
            LOG.debugf("other processes learn of no pause: %s", away.getMessage());
        }
    }

    /** Nobody posts to this webhook from now on, also not after a restart. */
    void stop() {
        stopped = true;
        redis.call(Command.SET, STOPPED, webhook);
    }

    /** The webhook is said to be right again. */
    void resume() {
        redis.call(Command.DEL, STOPPED);
        stopped = false;
    }
}
