package dev.quintet.badge.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Response;
import org.junit.jupiter.api.Test;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Counting writes together; in the script's tests rates so slow that no time that the test takes matters. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class SharedLimitsTest {
    private static final int WRITES = 5;
    private static final long HOUR_MICROS = 3_600_000_000L;

    @Inject
    RedisConnector redis;

    @Inject
    WriteLimits limits;

    @Inject
    Vertx vertx;

    /** A request's scope lies in its context: told in that of the first, the others would put theirs into its place. */
    @Test
    void nobodyIsToldInTheContextOfTheRequestWhoseWriteBeganTheCounting() {
        Context first = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        Set<Context> toldIn = ConcurrentHashMap.newKeySet();
        AtomicInteger told = new AtomicInteger();
        // In one go on one event loop: no answer can come before all are waiting.
        first.runOnContext(begun -> {
            for (int i = 0; i < WRITES; i++) {
                limits.take(Optional.empty(), "test-" + System.nanoTime() + "-" + i)
                        .subscribe()
                        .with(counted -> {
                            toldIn.add(Vertx.currentContext());
                            told.incrementAndGet();
                        });
            }
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> told.get() == WRITES);
        assertThat(toldIn).isNotEmpty().doesNotContain(first);
    }

    @Test
    void ofWritesThatShareRatesEachIsCountedAgainstAllOfItsOwnOrAgainstNone() {
        String run = "test:" + System.nanoTime() + ":";
        assertThat(refused(run, "a", "a", "a", "b", "b")).containsExactly(2);
        // The refused one did not use up the address: it has had four, and has room for one more.
        assertThat(refused(run, "c", "c")).containsExactly(1);
        assertThat(refused(run, "d")).containsExactly(0);
    }

    @Test
    void whoIsRefusedLearnsHowLongToWait() {
        String run = "test:" + System.nanoTime() + ":";
        refused(run, "a", "a");
        Response answer = count(run, "a");
        assertThat(answer.get(1).toLong()).isBetween(1L, HOUR_MICROS / 1_000);
    }

    /** The places of the badges' writes that were refused: two a badge and five an address are taken at once. */
    private List<Integer> refused(String run, String... badges) {
        List<Integer> places = new ArrayList<>();
        Response answer = count(run, badges);
        for (int i = 0; i < answer.size(); i += 2) {
            places.add(answer.get(i).toInteger());
        }
        return places;
    }

    private Response count(String run, String... badges) {
        List<String> keys = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        for (String badge : badges) {
            keys.addAll(List.of(run + "address", run + badge));
            arguments.addAll(List.of(2, HOUR_MICROS, 5, HOUR_MICROS, 2));
        }
        return RedisScript.load(redis, WriteLimits.class, "take.lua").call(keys, arguments.toArray());
    }
}
