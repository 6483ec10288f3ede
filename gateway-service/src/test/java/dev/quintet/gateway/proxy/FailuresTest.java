package dev.quintet.gateway.proxy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.access.Traffic;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.Patience;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class FailuresTest {
    private static final String KEY = "X-API-Key: " + GatewayTestResource.ADMIN_KEY + "\r\n";

    RawUpstream upstream;

    @Inject
    FrontServer front;

    @Inject
    Traffic traffic;

    @AfterEach
    void nothingIsLeftUnderWay() {
        await().untilAsserted(() -> assertThat(traffic.underWay()).isZero());
    }

    private RawClient.Answer get(String path) throws Exception {
        return RawClient.ask(front.port(), "GET " + path + " HTTP/1.1\r\nHost: g\r\n" + KEY + "\r\n");
    }

    @Test
    void aServiceThatNobodyAnswersForIs503WithATimeToComeAgain() throws Exception {
        RawClient.Answer answer = get("/api/anomaly/active");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 10);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).contains("anomaly");
    }

    @Test
    void aServiceThatHangsUpIs502() throws Exception {
        upstream.does(call -> call.socket().close());
        assertThat(get("/test/cut/x").status()).isEqualTo(502);
        upstream.does(call -> {
            call.write("this is not HTTP\r\n\r\n");
            call.socket().close();
        });
        assertThat(get("/test/garbled/x").status()).isEqualTo(502);
    }

    @Test
    void aServiceThatIsSilentIs504() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        upstream.does(call -> hold(over));
        RawClient.Answer answer = get("/test/silent/x");
        over.countDown();
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.text()).contains("\"type\":\"urn:quintet:problem:timeout\"");
    }

    @Test
    void aStreamMayBeginWithSilenceLongerThanTheTimeout() throws Exception {
        upstream.does(call -> {
            CountDownLatch never = new CountDownLatch(1);
            hold(never, 700);
            call.ok("late");
        });
        RawClient.Answer answer = RawClient.ask(
                front.port(), "GET /test/silent/x HTTP/1.1\r\nHost: g\r\nAccept: text/event-stream\r\n\r\n");
        assertThat(answer.text()).isEqualTo("late");
    }

    @Test
    void anAnswerThatStallsIsBrokenOff() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        upstream.does(call -> {
            call.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n");
            hold(over);
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET /test/still/x HTTP/1.1\r\nHost: g\r\n\r\n");
            client.head();
            assertThat(client.chunk()).hasSize(2);
            assertThat(client.isEnded()).isTrue();
        }
        over.countDown();
    }

    @Test
    void aBodyThatStallsIs408() throws Exception {
        upstream.does(call -> call.in().read());
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST /test/still/x HTTP/1.1\r\nHost: g\r\nContent-Length: 10\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void anInstanceThatCannotBeReachedIsPassedOver() throws Exception {
        upstream.does(call -> call.ok("fine"));
        for (int i = 0; i < 20; i++) {
            assertThat(get("/test/half/x").text()).isEqualTo("fine");
        }
    }

    @Test
    void errorsOfAServicePassAsTheyAre() throws Exception {
        upstream.does(
                call -> call.write("HTTP/1.1 500 Oh no\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\noops"));
        RawClient.Answer answer = get("/ping");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).isEqualTo("oops");
    }

    @Test
    void aConnectionIsUsableAfterAnError() throws Exception {
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET /api/anomaly/active HTTP/1.1\r\nHost: g\r\n" + KEY + "\r\n");
            assertThat(client.answer().status()).isEqualTo(503);
            upstream.does(call -> call.ok("fine"));
            assertThat(client.send("GET /ping HTTP/1.1\r\nHost: g\r\n\r\n")
                            .answer()
                            .text())
                    .isEqualTo("fine");
        }
    }

    private static void hold(CountDownLatch latch) {
        hold(latch, Patience.SECONDS * 1_000);
    }

    private static void hold(CountDownLatch latch, long millis) {
        try {
            boolean unused = latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
