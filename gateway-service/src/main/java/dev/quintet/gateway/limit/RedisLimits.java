package dev.quintet.gateway.limit;

import java.util.List;

import io.smallrye.mutiny.Uni;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;

/** The limits that all gateways on one Redis share: {@code gcra.lua}. */
final class RedisLimits {
    private static final String PREFIX = "quintet:gateway:limit:";

    private final RedisScript gcra;

    RedisLimits(RedisConnector redis) {
        this.gcra = RedisScript.load(redis, RedisLimits.class, "gcra.lua");
    }

    /** Fails if Redis is away. */
    Uni<Verdict> take(String key, Quota quota, int asked) {
        return gcra.run(List.of(PREFIX + key), quota.emissionMicros(), quota.burst(), asked)
                .map(answer -> new Verdict(
                        answer.get(0).toInteger(),
                        answer.get(1).toLong(),
                        answer.get(2).toLong(),
                        answer.get(3).toLong()));
    }
}
