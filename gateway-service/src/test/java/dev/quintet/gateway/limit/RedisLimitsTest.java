package dev.quintet.gateway.limit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The script on a real Redis: what it says and what it leaves. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class RedisLimitsTest {
    private static final String KEY = "quintet:gateway:limit:a";
    /** One an hour: the time the test takes changes nothing. */
    private static final Quota FIVE = new Quota(1, Duration.ofHours(1).toNanos() / 1_000, 5);

    @Inject
    RedisConnector redis;

    private RedisLimits limits;

    @BeforeEach
    void empty() {
        limits = new RedisLimits(redis);
        redis.send(Command.DEL, KEY).await().indefinitely();
    }

    private Verdict take(int asked) {
        return limits.take("a", FIVE, asked).await().indefinitely();
    }

    private long liveMillis() {
        return redis.send(Command.PTTL, KEY).await().indefinitely().toLong();
    }

    @Test
    void aBurstPassesThenNoneUntilTheRateAllowsIt() {
        assertThat(take(1).remaining()).isEqualTo(4);
        Verdict together = take(3);
        assertThat(together.allowed()).isEqualTo(3);
        assertThat(together.remaining()).isEqualTo(1);
        assertThat(together.retryMicros()).isZero();
        Verdict tooMany = take(3);
        assertThat(tooMany.allowed()).isEqualTo(1);
        assertThat(tooMany.remaining()).isZero();
        assertThat(tooMany.retryMicros()).isBetween(3_500_000_000L, 3_600_000_000L);
        assertThat(tooMany.resetMicros()).isBetween(17_900_000_000L, 18_000_000_000L);
        assertThat(take(1).allowed()).isZero();
    }

    @Test
    void theLimitIsForgottenWhenItSaysNoMoreThanFull() {
        assertThat(liveMillis()).isEqualTo(-2);
        take(2);
        assertThat(liveMillis()).isBetween(7_100_000L, 7_200_002L);
        long before = liveMillis();
        take(4);
        assertThat(liveMillis()).isGreaterThan(before);
        long full = liveMillis();
        take(1);
        assertThat(liveMillis()).as("a refusal costs nothing").isLessThanOrEqualTo(full);
    }

    @Test
    void aClockThatWasSetBackBarsNobodyForLongerThanTheBurstLasts() {
        redis.send(Command.SET, KEY, "9000000000000000").await().indefinitely();
        Verdict verdict = take(1);
        assertThat(verdict.allowed()).isZero();
        assertThat(verdict.retryMicros()).isLessThanOrEqualTo(3_600_000_000L);
    }

    @Test
    void manyGatewaysAtOnceGiveNoMoreThanTheBurst() {
        List<CompletableFuture<Verdict>> asked = IntStream.range(0, 100)
                .mapToObj(i -> limits.take("a", FIVE, 1).subscribeAsCompletionStage())
                .toList();
        assertThat(asked.stream().mapToInt(one -> one.join().allowed()).sum()).isEqualTo(5);
    }
}
