package dev.quintet.gateway.proxy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.access.Traffic;
import dev.quintet.gateway.wire.Crowd;
import dev.quintet.gateway.wire.Fleet;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.Patience;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** What clients see, counted, while one of three instances is sick. Figures under load: bench/gateway. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class DrillsTest {
    private static final String PATH = "/test/fleet/x";
    private static final int CLIENTS = 4;
    private static final int MANY = 100;

    Fleet fleet;

    @Inject
    FrontServer front;

    @Inject
    Traffic traffic;

    @BeforeEach
    void allAreWell() {
        fleet.all().forEach(one -> one.does(call -> call.ok("fine")));
    }

    @AfterEach
    void nothingIsLeftUnderWay() {
        await().untilAsserted(() -> assertThat(traffic.underWay()).isZero());
    }

    private static void moreThan(Crowd crowd, long before) {
        await().until(() -> crowd.all() > before + MANY);
    }

    @Test
    void ofAnInstanceThatDiesAndComesBackClientsSeeNothing() throws Exception {
        Crowd crowd = Crowd.asks(PATH, CLIENTS, front.port());
        try (crowd) {
            moreThan(crowd, 0);
            fleet.first().dies();
            moreThan(crowd, crowd.all());
            fleet.first().does(call -> call.ok("fine"));
            fleet.first().comesBack();
            await().until(() -> fleet.first().heads().size() > MANY);
        }
        assertThat(crowd.counts()).containsOnlyKeys(200);
    }

    @Test
    void ofAnInstanceThatBreaksOffEveryRequestClientsSeeNothing() throws Exception {
        Crowd crowd = Crowd.asks(PATH, CLIENTS, front.port());
        try (crowd) {
            moreThan(crowd, 0);
            fleet.second().does(call -> call.socket().close());
            // Its breaker lets a request through now and then: that one is sent to another.
            await().until(() -> fleet.second().heads().size() > 5);
            moreThan(crowd, crowd.all());
            fleet.second().does(call -> call.ok("fine"));
            await().until(() -> fleet.second().heads().size() > MANY);
        }
        assertThat(crowd.counts()).containsOnlyKeys(200);
    }

    @Test
    void anInstanceThatAnswersSlowlyGetsLessAndClientsSeeNoError() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Crowd crowd = Crowd.asks(PATH, CLIENTS, front.port());
        try (crowd) {
            moreThan(crowd, 0);
            fleet.third().does(call -> {
                hold(over);
                call.ok("late");
            });
            await().until(() -> !fleet.third().heads().isEmpty());
            // Those with no request in hand are chosen: with four clients at most two ever wait here.
            moreThan(crowd, crowd.all());
            assertThat(fleet.third().heads().size()).isLessThan(CLIENTS);
            over.countDown();
        }
        assertThat(crowd.counts()).containsOnlyKeys(200);
        fleet.all().forEach(one -> assertThat(one.heads()).isNotEmpty());
    }

    private static void hold(CountDownLatch latch) {
        try {
            boolean unused = latch.await(Patience.SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
