package dev.quintet.gateway.limit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.quintet.common.redis.RedisConnector;

/** The limits as another gateway has them: its own memory, its own view of Redis, the same Redis. */
public final class SeparateLimits {
    private SeparateLimits() {}

    public static LimitState over(RedisConnector redis, LimitConfig config) {
        return new LimitState(new RedisLimits(redis), config, new SimpleMeterRegistry(), System::nanoTime);
    }
}
