package dev.quintet.badge.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class WriteLimitTest {
    private static final int BADGES = 24;
    private static final int CALLS = 40;

    @Test
    void aBadgeThatWritesWithoutEndIs429WhileAnotherGoesOn() {
        TestBadge greedy = TestBadge.fresh();
        Response answer = greedy.request().post("/config/mac/register");
        for (int i = 0; i < 5_000 && answer.statusCode() == 200; i++) {
            answer = greedy.request().post("/config/mac/register");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(TestBadge.fresh().request().post("/config/mac/register").statusCode())
                .isEqualTo(200);
        // Reading is not limited here.
        assertThat(greedy.request().get("/games/me").statusCode()).isEqualTo(401);
    }

    /** Writes are counted together; each goes on as the badge that it is of. */
    @Test
    void eachBadgeIsItselfHoweverManyWriteAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(BADGES);
        try {
            List<Future<Set<String>>> badges = new ArrayList<>();
            for (int i = 0; i < BADGES; i++) {
                TestBadge badge = TestBadge.fresh();
                badges.add(threads.submit(() -> {
                    Set<String> codes = new HashSet<>();
                    for (int call = 0; call < CALLS; call++) {
                        codes.add(badge.code());
                    }
                    return codes;
                }));
            }
            Set<String> all = new HashSet<>();
            for (Future<Set<String>> codes : badges) {
                assertThat(codes.get()).hasSize(1);
                all.addAll(codes.get());
            }
            assertThat(all).hasSize(BADGES);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void withoutRedisTheSameRateHoldsWithinTheProcess() {
        Instant[] now = {Instant.EPOCH.plusSeconds(1_000)};
        LocalLimits limits = new LocalLimits(new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        });
        List<Rate> rates = List.of(Rate.of("address", 1_000, 1_000), Rate.of("badge", 10, 3));
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(rates)).isLessThanOrEqualTo(Duration.ZERO);
        }
        assertThat(limits.take(rates)).isEqualTo(Duration.ofMillis(100));
        now[0] = now[0].plusMillis(99);
        assertThat(limits.take(rates)).isEqualTo(Duration.ofMillis(1));
        now[0] = now[0].plusMillis(1);
        assertThat(limits.take(rates)).isLessThanOrEqualTo(Duration.ZERO);
        assertThat(limits.take(rates)).isEqualTo(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.7",
        "2001:db8:1:2:3:4:5:6,20010db800010002",
        "2001:db8:1:2::9,20010db800010002",
        "::1,0000000000000000"
    })
    void anIpv6ClientIsItsNetwork(String address, String limited) {
        assertThat(ClientAddress.network(address)).isEqualTo(limited);
    }
}
