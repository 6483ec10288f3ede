package dev.quintet.gateway.proxy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class StreamingTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int MIB = 1024 * 1024;

    RawUpstream upstream;

    @Inject
    FrontServer front;

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: gateway\r\n\r\n";
    }

    @Test
    void theHeadAndFirstPieceOfAnAnswerComeBeforeItsEnd() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        upstream.does(call -> {
            call.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            call.write("9\r\ndata: 1\n\n\r\n");
            waitFor(seen);
            call.write("9\r\ndata: 2\n\n\r\n0\r\n\r\n");
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send(get("/test/cut/x"));
            assertThat(client.head()).startsWith("HTTP/1.1 200 OK").contains("text/event-stream");
            assertThat(new String(client.chunk(), UTF_8)).isEqualTo("data: 1\n\n");
            seen.countDown();
            assertThat(new String(client.chunk(), UTF_8)).isEqualTo("data: 2\n\n");
            assertThat(client.chunk()).isEmpty();
        }
    }

    @Test
    void theHeadOfAStreamComesBeforeItsFirstPiece() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        upstream.does(call -> {
            call.write(CHUNKED);
            waitFor(seen);
            call.write("0\r\n\r\n");
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send(get("/test/cut/x"));
            assertThat(client.head()).startsWith("HTTP/1.1 200 OK");
            seen.countDown();
            assertThat(client.chunk()).isEmpty();
        }
    }

    @Test
    void theFirstPieceOfABodyReachesTheServiceBeforeTheLastIsSent() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        upstream.does(call -> {
            first.complete(new String(call.in().readNBytes(5), UTF_8));
            byte[] rest = call.in().readNBytes(5);
            call.ok("got " + new String(rest, UTF_8));
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST /test/big/x HTTP/1.1\r\nHost: gateway\r\nContent-Length: 10\r\n\r\nfirst");
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("first");
            client.send("-last");
            assertThat(client.answer().text()).isEqualTo("got -last");
        }
    }

    @Test
    void aServiceThatDoesNotReadStopsTheClientFromSending() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        long size = 64L * MIB;
        upstream.does(call -> {
            waitFor(read);
            call.in().skipNBytes(size);
            call.ok("all");
        });
        AtomicLong sent = new AtomicLong();
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST /test/big/x HTTP/1.1\r\nHost: gateway\r\nContent-Length: " + size + "\r\n\r\n");
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(client, size, sent));
            await().during(500, TimeUnit.MILLISECONDS).until(new Still(sent)::isStill);
            assertThat(sent.get())
                    .as("bytes held by kernel and gateway together")
                    .isLessThan(size / 2);
            read.countDown();
            sender.get(60, TimeUnit.SECONDS);
            assertThat(client.answer().text()).isEqualTo("all");
        }
    }

    @Test
    void aClientThatDoesNotReadStopsTheServiceFromSending() throws Exception {
        long size = 64L * MIB;
        AtomicLong sent = new AtomicLong();
        upstream.does(call -> {
            call.write("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            byte[] piece = new byte[MIB / 16];
            for (long left = size; left > 0; left -= piece.length) {
                call.out().write(piece);
                sent.addAndGet(piece.length);
            }
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send(get("/test/big/x"));
            await().until(() -> sent.get() > 0);
            await().during(500, TimeUnit.MILLISECONDS).until(new Still(sent)::isStill);
            assertThat(sent.get()).isLessThan(size / 2);
            assertThat(client.head()).contains("200 OK");
            client.in().skipNBytes(size);
        }
    }

    @Test
    void answersWithoutBodiesKeepTheConnectionInStep() throws Exception {
        upstream.does(call -> {
            if (call.head().startsWith("HEAD")) {
                call.write("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
            } else if (call.head().contains("/204")) {
                call.write("HTTP/1.1 204 No Content\r\n\r\n");
            } else if (call.head().contains("/304")) {
                call.write("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n");
            } else {
                call.ok("fine");
            }
        });
        try (RawClient client = new RawClient(front.port())) {
            client.send("HEAD /ping HTTP/1.1\r\nHost: gateway\r\n\r\n");
            assertThat(client.answer(true).header("content-length")).isEqualTo("1234");
            assertThat(client.send(get("/games/204")).answer().status()).isEqualTo(204);
            RawClient.Answer notModified = client.send(get("/games/304")).answer();
            assertThat(notModified.status()).isEqualTo(304);
            assertThat(notModified.header("etag")).isEqualTo("\"x\"");
            assertThat(client.send(get("/ping")).answer().text()).isEqualTo("fine");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        upstream.does(call -> call.ok(call.head().substring(0, call.head().indexOf(" HTTP"))));
        try (RawClient client = new RawClient(front.port())) {
            client.send(get("/games/1") + get("/health") + get("/games/2"));
            assertThat(client.answer().text()).isEqualTo("GET /games/1");
            assertThat(client.answer().text()).contains("\"services\"");
            assertThat(client.answer().text()).isEqualTo("GET /games/2");
        }
    }

    @Test
    void aClientThatWaitsForLeaveToSendGetsIt() throws Exception {
        upstream.does(call -> call.ok(new String(call.body(), UTF_8)));
        try (RawClient client = new RawClient(front.port())) {
            client.send(
                    "POST /test/big/x HTTP/1.1\r\nHost: gateway\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(100);
            assertThat(client.send("body").answer().text()).isEqualTo("body");
        }
    }

    private static void send(RawClient client, long size, AtomicLong sent) {
        byte[] piece = new byte[MIB / 16];
        try {
            for (long left = size; left > 0; left -= piece.length) {
                client.send(piece);
                sent.addAndGet(piece.length);
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
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

    /** Whether a count has stopped. */
    private static final class Still {
        private final AtomicLong count;
        private long before = -1;

        Still(AtomicLong count) {
            this.count = count;
        }

        boolean isStill() {
            long now = count.get();
            boolean still = now == before;
            before = now;
            return still;
        }
    }
}
