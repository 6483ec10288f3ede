package dev.quintet.gateway.proxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.access.Traffic;
import dev.quintet.gateway.resilience.Breaker;
import dev.quintet.gateway.route.Instance;
import dev.quintet.gateway.route.Routing;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.Patience;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ResilienceTest {
    RawUpstream upstream;

    @Inject
    FrontServer front;

    @Inject
    Traffic traffic;

    @Inject
    Routing routing;

    @AfterEach
    void nothingIsLeftUnderWay() {
        await().untilAsserted(() -> assertThat(traffic.underWay()).isZero());
    }

    private RawClient.Answer ask(String method, String path, String more) throws Exception {
        return RawClient.ask(front.port(), method + " " + path + " HTTP/1.1\r\nHost: g\r\n" + more + "\r\n");
    }

    /** Breaks the first requests off without a word, and answers the others. */
    private AtomicInteger breaksOff(int first) {
        AtomicInteger seen = new AtomicInteger();
        upstream.does(call -> {
            if (seen.incrementAndGet() <= first) {
                call.socket().close();
            } else {
                call.ok("fine");
            }
        });
        return seen;
    }

    @Test
    void aSafeRequestThatGotNoAnswerIsSentAgainTwice() throws Exception {
        AtomicInteger seen = breaksOff(2);
        assertThat(ask("GET", "/test/retried/x", "").text()).isEqualTo("fine");
        assertThat(seen).hasValue(3);
    }

    @Test
    void afterTwoRetriesItIs502() throws Exception {
        AtomicInteger seen = breaksOff(3);
        assertThat(ask("GET", "/test/retried/x", "").status()).isEqualTo(502);
        assertThat(seen).hasValue(3);
        assertThat(ask("GET", "/test/retried/x", "").text()).isEqualTo("fine");
    }

    @Test
    void aRequestThatChangesSomethingIsSentOnce() throws Exception {
        AtomicInteger seen = breaksOff(1);
        assertThat(ask("DELETE", "/test/retried/x", "").status()).isEqualTo(502);
        assertThat(seen).hasValue(1);
    }

    @Test
    void withAnIdempotencyKeyItIsSentAgain() throws Exception {
        AtomicInteger seen = breaksOff(1);
        assertThat(ask("DELETE", "/test/retried/x", "Idempotency-Key: k1\r\n").text())
                .isEqualTo("fine");
        assertThat(seen).hasValue(2);
    }

    @Test
    void aBodyThatHasBegunIsNeverSentTwice() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        upstream.does(call -> {
            seen.incrementAndGet();
            call.in().read();
            call.socket().close();
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send(
                    "POST /test/retried/x HTTP/1.1\r\nHost: g\r\nIdempotency-Key: k2\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(client.answer().status()).isEqualTo(502);
        }
        assertThat(seen).hasValue(1);
        breaksOff(0);
        assertThat(ask("GET", "/test/retried/x", "").text()).isEqualTo("fine");
    }

    @Test
    void aServiceThatKeepsFailingIsLeftAloneAndComesBackByItself() throws Exception {
        AtomicInteger seen = breaksOff(Integer.MAX_VALUE);
        for (int i = 0; i < 5; i++) {
            assertThat(ask("DELETE", "/test/broken/x", "").status()).isEqualTo(502);
        }
        // If this thread stands still for longer than the service is left alone, it tries again: 502, and it opens
        // anew.
        await().until(() -> {
            int before = seen.get();
            RawClient.Answer refused = ask("DELETE", "/test/broken/x", "");
            return refused.status() == 503
                    && Integer.parseInt(refused.header("retry-after")) <= 10
                    && seen.get() == before;
        });
        breaksOff(0);
        await().until(() -> ask("DELETE", "/test/broken/x", "").status() == 200);
        assertThat(ask("GET", "/test/broken/x", "").text()).isEqualTo("fine");
    }

    @Test
    void anInstanceThatBreaksItsAnswersOffIsLeftAloneToo() {
        upstream.does(call -> {
            call.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive!");
            call.socket().close();
        });
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> ask("GET", "/test/cutoff/x", "")).isInstanceOf(IOException.class);
        }
        Instance instance = routing.services().get("cutoff").instances().get(0);
        assertThat(instance.breaker().state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void moreRequestsThanAServiceMayHaveAreShedAtOnce() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        upstream.does(call -> {
            hold(over);
            call.ok("fine");
        });
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(new RawClient(front.port()).send("GET /test/narrow/x HTTP/1.1\r\nHost: g\r\n\r\n"));
        }
        await().until(() -> upstream.heads().size() == 2);
        RawClient.Answer shed = ask("GET", "/test/narrow/x", "");
        assertThat(shed.status()).isEqualTo(503);
        assertThat(shed.header("retry-after")).isEqualTo("1");
        assertThat(shed.text()).contains("urn:quintet:problem:overloaded");
        over.countDown();
        for (RawClient client : waiting) {
            assertThat(client.answer().text()).isEqualTo("fine");
            client.close();
        }
        assertThat(ask("GET", "/test/narrow/x", "").text()).isEqualTo("fine");
    }

    @Test
    void whatHappenedToInstancesIsInTheMetrics() throws Exception {
        breaksOff(1);
        ask("GET", "/test/retried/x", "");
        String metrics = RawClient.ask(
                        front.port(),
                        "GET /q/metrics HTTP/1.1\r\nHost: g\r\nX-API-Key: " + GatewayTestResource.ADMIN_KEY
                                + "\r\n\r\n")
                .text();
        String instance = "{instance=\"127.0.0.1:" + upstream.port() + "\",";
        assertThat(metrics)
                .contains("quintet_gateway_upstream_duration_seconds_count" + instance + "outcome=\"success\"")
                .contains("quintet_gateway_upstream_failures_total" + instance + "outcome=\"broken\"")
                .contains("quintet_gateway_upstream_retries_total{service=\"retried\"")
                .contains("quintet_gateway_upstream_breaker" + instance)
                .contains("quintet_gateway_upstream_in_flight" + instance);
    }

    private static void hold(CountDownLatch latch) {
        try {
            boolean unused = latch.await(Patience.SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
