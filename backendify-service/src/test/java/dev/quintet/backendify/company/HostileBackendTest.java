package dev.quintet.backendify.company;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.backendify.backend.SocketBackend;
import dev.quintet.backendify.backend.SocketBackendResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever a backend does, the client gets 502 or 504 in time, nothing wrong is remembered, and the next answer is good. */
@QuarkusTest
@QuarkusTestResource(SocketBackendResource.class)
class HostileBackendTest {
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final String V1 = "application/x-company-v1";

    SocketBackend backend;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 500 Oops|504",
                "HTTP/1.1 503 Away|504",
                "HTTP/1.1 429 Slow down|504",
                "HTTP/1.1 429 Slow down~Retry-After: 1|504",
                "HTTP/1.1 503 Away~Retry-After: 1|504",
                "HTTP/1.1 302 Found~Location: http://127.0.0.1:1/|502",
                "HTTP/1.1 204 Nothing|502",
                "HTTP/1.1 401 Who|502",
                "HTTP/1.1 200 OK|502",
                "HTTP/1.1 200 OK~Content-Type: application/json|502",
                "HTTP/1.1 200 OK~Content-Type: application/x-company-v1~Content-Length: 9999999999999999999|502",
                "HTTP/1.1 200 OK~Content-Type: application/x-company-v1~Content-Length: 70000|502",
                "HTTP/1.1 200 OK~Content-Type: application/x-company-v1~Content-Encoding: gzip|502",
                "HTTP/1.0 200 OK~Content-Type: application/x-company-v1|502",
                "HTTP/2.0 200 OK|504",
                "SSH-2.0-OpenSSH|502",
            })
    void anAnswerThatIsNotAsPromisedIsNeverTheServicesFault(String head, int status) {
        backend.behave((line, out) -> {
            String text = head.replace("~", "\r\n") + (head.contains("Content-Length") ? "" : "\r\nContent-Length: 0");
            out.write((text + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        });
        refused(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json",
                "{\"cn\":\"A\",\"closed_on\":\"2023-02-30T00:00:00Z\"}",
                "{\"cn\":\"\"}",
                "{\"created_on\":\"2001-01-01T00:00:00Z\"}",
            })
    void aBodyThatIsNotAsPromisedIsTheBackendsFault(String body) {
        backend.behave((line, out) -> out.write(SocketBackend.answer(V1, body)));
        refused(502);
    }

    @Test
    void aResetConnection() {
        backend.behave((line, out) -> {
            throw new IOException("closed");
        });
        refused(504);
    }

    @Test
    void aBodyThatEndsInTheMiddle() {
        backend.behave((line, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + V1 + "\r\nContent-Length: 100\r\n\r\n{\"cn\":\"A")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            throw new IOException("closed");
        });
        refused(504);
    }

    @Test
    void anEndlessBodyOfUnknownLength() {
        backend.behave((line, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + V1 + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 2_500; i++) {
                out.write(chunk);
            }
        });
        refused(502);
    }

    @Test
    void aBombOfGzip() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[10_000_000]);
        }
        backend.behave((line, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + V1 + "\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + bomb.size() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bomb.toByteArray());
        });
        refused(502);
    }

    @Test
    void headersWithoutEnd() {
        backend.behave((line, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            forever(out, "X-More: 1234567890\r\n");
        });
        refused(502);
    }

    @Test
    void slowHeaders() {
        CountDownLatch done = new CountDownLatch(1);
        backend.behave((line, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            holdUntil(done);
        });
        refusedLate();
        done.countDown();
    }

    @Test
    void nobodyListens() {
        assertThat(ask("ru", "1").statusCode()).isEqualTo(504);
    }

    @Test
    void aHangIsAnsweredByTheDeadlineAndTheLateAnswerFillsTheCache() {
        CountDownLatch now = new CountDownLatch(1);
        backend.behave((line, out) -> {
            holdUntil(now);
            out.write(SocketBackend.company("Late"));
        });
        String id = id();
        Response late = ask("us", id);
        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(late.header("Retry-After")).isEqualTo("1");
        now.countDown();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ask("us", id).header("X-Cache")).isEqualTo("HIT"));
        assertThat(backend.requests()).hasSize(1);
    }

    private void refused(int status) {
        String id = id();
        Response answer = ask("us", id);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        if (status == 504) {
            assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        }
        backend.behave((line, out) -> out.write(SocketBackend.company("Good")));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Response good = ask("us", id);
            assertThat(good.statusCode()).isEqualTo(200);
            assertThat(good.path("name").toString()).isEqualTo("Good");
        });
    }

    private void refusedLate() {
        Response answer = ask("us", id());
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.path("type").toString()).isEqualTo("urn:quintet:problem:backend-slow");
    }

    private static void forever(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 1_000_000; i++) {
            out.write(bytes);
        }
    }

    private static void holdUntil(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IOException("held long enough");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static String id() {
        return "hostile-" + IDS.incrementAndGet();
    }

    private static Response ask(String country, String id) {
        return given().queryParam("id", id).queryParam("country_iso", country).get("/company");
    }
}
