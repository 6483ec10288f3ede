package dev.quintet.gateway.proxy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.access.Traffic;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What one side learns when the other goes away in the middle. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class BrokenOffTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    RawUpstream upstream;

    @Inject
    FrontServer front;

    @Inject
    Traffic traffic;

    @AfterEach
    void nothingIsLeftUnderWay() {
        await().untilAsserted(() -> assertThat(traffic.underWay()).isZero());
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: gateway\r\n\r\n";
    }

    @Test
    void aClientThatGoesAwayEndsTheCallToTheService() throws Exception {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        upstream.does(call -> {
            call.write(CHUNKED + "2\r\nhi\r\n");
            end.complete(readToEnd(call));
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send(get("/test/cut/x"));
            client.head();
            client.chunk();
            client.abort();
        }
        assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    @Test
    void aClientThatGoesAwayWhileWaitingEndsTheCallToo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Integer> end = new CompletableFuture<>();
        upstream.does(call -> {
            asked.countDown();
            end.complete(readToEnd(call));
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send(get("/ping"));
            waitFor(asked);
        }
        assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    @Test
    void aClientThatGoesAwayInTheMiddleOfItsBodyEndsTheCallToo() throws Exception {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        upstream.does(call -> {
            call.in().readNBytes(5);
            end.complete(readToEnd(call));
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST /test/big/x HTTP/1.1\r\nHost: gateway\r\nContent-Length: 10\r\n\r\nfirst");
            await().until(() -> !upstream.heads().isEmpty());
            client.abort();
        }
        assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    @Test
    void anAnswerThatBreaksOffNeverLooksWhole() throws Exception {
        upstream.does(call -> {
            call.write(CHUNKED + "2\r\nhi\r\n");
            call.socket().close();
        });
        assertThatThrownBy(() -> RawClient.ask(front.port(), get("/test/cut/x")))
                .isInstanceOf(IOException.class);
        upstream.does(call -> {
            call.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive!");
            call.socket().close();
        });
        assertThatThrownBy(() -> RawClient.ask(front.port(), get("/test/cut/x")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerWithoutLengthThatEndsWithItsConnectionIsPassedAsChunks() throws Exception {
        upstream.does(call -> {
            call.write("HTTP/1.0 200 OK\r\n\r\nall of it");
            call.socket().close();
        });
        RawClient.Answer answer = RawClient.ask(front.port(), get("/test/cut/x"));
        assertThat(answer.text()).isEqualTo("all of it");
        assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
    }

    private static int readToEnd(RawUpstream.Call call) {
        try {
            return call.in().read();
        } catch (IOException reset) {
            return -1;
        }
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IOException("waited in vain");
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}
