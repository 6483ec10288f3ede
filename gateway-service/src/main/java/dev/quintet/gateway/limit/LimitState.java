package dev.quintet.gateway.limit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import dev.quintet.common.redis.RedisConnector;

/** What the event loops share of the limits: Redis, the limits for when it is away, and whether it is. Thread-safe. */
@Singleton
public class LimitState {
    private static final Logger LOG = Logger.getLogger(LimitState.class);
    private static final long HERE = Long.MIN_VALUE;

    private final RedisLimits redis;
    private final LocalLimits local;
    private final LimitConfig config;
    private final LongSupplier nanoTime;
    private final AtomicLong awayUntil = new AtomicLong(HERE);
    private final Counter decidedShared;
    private final Counter decidedLocally;

    @Inject
    LimitState(RedisConnector redis, LimitConfig config, MeterRegistry meters) {
        this(new RedisLimits(redis), config, meters, System::nanoTime);
    }

    LimitState(RedisLimits redis, LimitConfig config, MeterRegistry meters, LongSupplier nanoTime) {
        this.redis = redis;
        this.local = new LocalLimits(config.localCallers(), nanoTime);
        this.config = config;
        this.nanoTime = nanoTime;
        this.decidedShared = decided(meters, "redis");
        this.decidedLocally = decided(meters, "local");
        meters.gauge("quintet.gateway.limit.local", this, state -> state.isLocal() ? 1 : 0);
    }

    private static Counter decided(MeterRegistry meters, String by) {
        return Counter.builder("quintet.gateway.limit.decisions")
                .description("Requests that a rate limit was asked for, by who decided")
                .tag("by", by)
                .register(meters);
    }

    RedisLimits redis() {
        return redis;
    }

    long timeoutNanos() {
        return config.redisTimeout().toNanos();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** Whether this gateway limits by itself now. */
    public boolean isLocal() {
        long until = awayUntil.get();
        return until != HERE && nanoTime.getAsLong() - until < 0;
    }

    Verdict takeLocally(String key, Quota quota, int asked) {
        decidedLocally.increment(asked);
        return local.take(key, quota, asked);
    }

    void redisDecided(int asked) {
        decidedShared.increment(asked);
        // Written only on a change: this is on the way of every request.
        if (awayUntil.get() != HERE && awayUntil.getAndSet(HERE) != HERE) {
            LOG.info("Rate limits are shared over Redis again");
        }
    }

    void redisFailed(String why) {
        long until = nanoTime.getAsLong() + config.localFor().toNanos();
        if (awayUntil.getAndSet(until == HERE ? until + 1 : until) == HERE) {
            LOG.warnf("Redis is away (%s): this gateway limits by itself", why);
        }
    }
}
