package dev.quintet.gateway.proxy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.quintet.gateway.access.Traffic;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.gateway.wire.TestCertificate;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class SecureDoorTest {
    RawUpstream upstream;
    TestCertificate certificate;

    @Inject
    FrontServer front;

    @Inject
    Traffic traffic;

    private HttpClient client;

    @BeforeEach
    void trustTheDoor() throws Exception {
        client = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
    }

    @AfterEach
    void nothingIsLeftUnderWay() {
        await().untilAsserted(() -> assertThat(traffic.underWay()).isZero());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + front.tlsPort() + path));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void bothVersionsAreSpokenAndTheServiceSeesHttp1(Version version) throws Exception {
        upstream.does(call -> call.ok(new String(call.body(), StandardCharsets.UTF_8)));
        HttpResponse<String> answer = client.send(
                request("/test/big/x")
                        .version(version)
                        .POST(BodyPublishers.ofString("hello"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).isEqualTo("hello");
        String head = upstream.heads().get(0);
        assertThat(head)
                .startsWith("POST /test/big/x HTTP/1.1\r\n")
                .containsIgnoringCase("host: 127.0.0.1:" + front.tlsPort() + "\r\n")
                .containsIgnoringCase("x-forwarded-proto: https\r\n")
                .containsIgnoringCase("x-forwarded-host: 127.0.0.1:" + front.tlsPort() + "\r\n")
                .containsIgnoringCase("content-length: 5\r\n")
                .doesNotContainIgnoringCase("transfer-encoding");
    }

    @Test
    void manyStreamsShareOneConnection() throws Exception {
        upstream.does(call -> call.ok(call.head().substring(0, call.head().indexOf(" HTTP"))));
        assertThat(client.send(request("/test/big/first").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 50)
                .mapToObj(i -> client.sendAsync(request("/test/big/" + i).build(), BodyHandlers.ofString()))
                .toList();
        for (int i = 0; i < asked.size(); i++) {
            HttpResponse<String> answer = asked.get(i).join();
            assertThat(answer.version()).isEqualTo(Version.HTTP_2);
            assertThat(answer.body()).isEqualTo("GET /test/big/" + i);
        }
    }

    @Test
    void refusalsAreProblemsAndTheConnectionGoesOn() throws Exception {
        upstream.does(call -> call.ok("fine"));
        HttpResponse<String> tooLarge = client.send(
                request("/test/small/x")
                        .POST(BodyPublishers.ofString("x".repeat(2_000)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.headers().firstValue("content-type")).contains("application/problem+json");
        HttpResponse<String> noKey = client.send(request("/items/1").build(), BodyHandlers.ofString());
        assertThat(noKey.statusCode()).isEqualTo(401);
        assertThat(client.send(request("/health").build(), BodyHandlers.ofString())
                        .body())
                .contains("\"services\"");
        assertThat(client.send(request("/ping").build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("fine");
    }

    @Test
    void anAnswerThatBreaksOffNeverLooksWhole() {
        upstream.does(call -> {
            call.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n");
            call.socket().close();
        });
        assertThatThrownBy(() -> client.send(request("/test/cut/x").build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }
}
