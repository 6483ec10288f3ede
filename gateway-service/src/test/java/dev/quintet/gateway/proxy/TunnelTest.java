package dev.quintet.gateway.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class TunnelTest {
    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /test/upgraded/x HTTP/1.1",
            "Host: g",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "\r\n");
    private static final String AGREED = String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "\r\n");
    private static final int MIB = 1 << 20;

    RawUpstream upstream;

    @Inject
    FrontServer front;

    @Inject
    Traffic traffic;

    @AfterEach
    void nothingIsLeftUnderWay() {
        await().untilAsserted(() -> assertThat(traffic.underWay()).isZero());
    }

    private static String read(RawClient client, int bytes) throws IOException {
        return new String(client.in().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    @Test
    void bytesPassBothWaysAsTheyAre() throws Exception {
        upstream.does(call -> {
            // What follows the agreement in the same packet belongs to the tunnel.
            call.write(AGREED + "first");
            byte[] asked = call.in().readNBytes(4);
            call.write("echo " + new String(asked, StandardCharsets.ISO_8859_1));
            call.socket().close();
        });
        try (RawClient client = new RawClient(front.port())) {
            String head = client.send(UPGRADE).head();
            assertThat(head)
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("upgrade: websocket")
                    .contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(read(client, 5)).isEqualTo("first");
            client.send("\u0000\u00ffhi");
            assertThat(read(client, 9)).isEqualTo("echo \u0000\u00ffhi");
            assertThat(client.isEnded()).isTrue();
        }
        String seen = upstream.heads().get(0);
        assertThat(seen)
                .containsIgnoringCase("connection: upgrade\r\n")
                .containsIgnoringCase("upgrade: websocket\r\n")
                .containsIgnoringCase("sec-websocket-version: 13")
                .containsIgnoringCase("x-forwarded-for: 127.0.0.1");
    }

    @Test
    void theGatewayAgreesToNoCompressionThatTheServiceDidNotAgreeTo() throws Exception {
        upstream.does(call -> {
            call.write(AGREED);
            call.socket().close();
        });
        String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
        try (RawClient client = new RawClient(front.port())) {
            String head = client.send(UPGRADE.replace("Sec-WebSocket-Version", offer + "Sec-WebSocket-Version"))
                    .head();
            assertThat(head).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("extensions");
        }
        assertThat(upstream.heads().get(0)).containsIgnoringCase("sec-websocket-extensions: permessage-deflate;");
    }

    @Test
    void anEndThatSendsNoMoreStillReceives() throws Exception {
        upstream.does(call -> {
            call.write(AGREED);
            byte[] all = call.in().readAllBytes();
            call.write("you said " + all.length);
            call.socket().close();
        });
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            client.setSoTimeout(60_000);
            client.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            client.getOutputStream().write("half".getBytes(StandardCharsets.ISO_8859_1));
            client.shutdownOutput();
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo("you said 4");
        }
    }

    @Test
    void aServiceThatDoesNotReadStopsTheClientFromSending() throws Exception {
        CompletableFuture<Void> read = new CompletableFuture<>();
        long size = 64L * MIB;
        upstream.does(call -> {
            call.write(AGREED);
            read.join();
            call.in().skipNBytes(size);
            call.write("all");
            call.socket().close();
        });
        AtomicLong sent = new AtomicLong();
        try (RawClient client = new RawClient(front.port())) {
            client.send(UPGRADE).head();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                byte[] piece = new byte[MIB / 16];
                try {
                    for (long left = size; left > 0; left -= piece.length) {
                        client.send(piece);
                        sent.addAndGet(piece.length);
                    }
                } catch (IOException broken) {
                    throw new IllegalStateException(broken);
                }
            });
            AtomicLong before = new AtomicLong(-1);
            await().during(500, TimeUnit.MILLISECONDS).until(() -> before.getAndSet(sent.get()) == sent.get());
            assertThat(sent.get()).isLessThan(size / 2);
            read.complete(null);
            sender.get(60, TimeUnit.SECONDS);
            assertThat(read(client, 3)).isEqualTo("all");
        }
    }

    @Test
    void aServiceThatDoesNotAgreeAnswersAsToAnyRequest() throws Exception {
        upstream.does(call -> call.write("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\n\r\nno"));
        try (RawClient client = new RawClient(front.port())) {
            RawClient.Answer answer = client.send(UPGRADE).answer();
            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.text()).isEqualTo("no");
            upstream.does(call -> call.ok("fine"));
            assertThat(client.send("GET /ping HTTP/1.1\r\nHost: g\r\n\r\n")
                            .answer()
                            .text())
                    .isEqualTo("fine");
        }
    }

    @Test
    void anAgreementNobodyAskedForIs502() throws Exception {
        upstream.does(call -> call.write(AGREED));
        assertThat(RawClient.ask(front.port(), "DELETE /test/upgraded/x HTTP/1.1\r\nHost: g\r\n\r\n")
                        .status())
                .isEqualTo(502);
    }

    @Test
    void trailersOfAnAnswerPassAndThoseThatWouldFrameItDoNot() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Checksum\r\n\r\n";
        String body = "2\r\nhi\r\n0\r\nChecksum: abc\r\nContent-Length: 7\r\n\r\n";
        upstream.does(call -> call.write(head + body));
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET /ping HTTP/1.1\r\nHost: g\r\n\r\n").head();
            assertThat(new String(client.chunk(), StandardCharsets.ISO_8859_1)).isEqualTo("hi");
            assertThat(client.line()).isEqualTo("0");
            assertThat(client.line()).isEqualToIgnoringCase("checksum: abc");
            assertThat(client.line()).isEmpty();
        }
    }
}
