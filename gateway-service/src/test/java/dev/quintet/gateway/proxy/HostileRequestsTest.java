package dev.quintet.gateway.proxy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static dev.quintet.gateway.wire.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class HostileRequestsTest {
    RawUpstream upstream;

    @Inject
    FrontServer front;

    @BeforeEach
    void nothingIsSeenYet() {
        upstream.does(call -> call.ok("fine"));
    }

    /** Each is refused with 400 as a problem, the connection closes, and no byte of it reaches the service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: 5, 5\r\n\r\nhello",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: +5\r\n\r\nhello",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: -5\r\n\r\nhello",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: 0x5\r\n\r\nhello",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: five\r\n\r\nhello",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
                "GET /ping HTTP/1.1\nHost: g\n\n",
                "GET /ping HTTP/1.1\r\nHost : g\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: g\r\nX-A: a\0b\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: g\r\nX-A: a\rb\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: g\r\nX(A): b\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: g\r\n: nameless\r\n\r\n",
                "GET /pi ng HTTP/1.1\r\nHost: g\r\n\r\n",
                "GET /ping HTTP/9.9.9\r\nHost: g\r\n\r\n",
                "not http at all\r\n\r\n"
            })
    void aMalformedRequestIsRefusedAndItsConnectionEnds(String request) throws Exception {
        try (RawClient client = new RawClient(front.port())) {
            client.send(request);
            assertProblem(client.answer(), 400);
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(upstream.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: identity\r\n\r\nGET /ping HTTP/1.1\r\nHost: g\r\n\r\n",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /badge/x HTTP/1.0\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nConnection: content-length\r\nContent-Length: 5\r\n\r\nhello"
            })
    void aBodyWhoseEndIsInDoubtIsRefusedAndItsConnectionEnds(String request) throws Exception {
        try (RawClient client = new RawClient(front.port())) {
            client.send(request);
            RawClient.Answer answer = client.answer();
            assertProblem(answer, 400);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(upstream.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /ping HTTP/1.1\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: user@a\r\n\r\n",
                "GET /ping HTTP/1.1\r\nHost: \r\n\r\n",
                "GET http://other/ping HTTP/1.1\r\nHost: g\r\n\r\n",
                "GET ping HTTP/1.1\r\nHost: g\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: g\r\n\r\n"
            })
    void aRequestForNobodyInParticularIsRefused(String request) throws Exception {
        assertProblem(RawClient.ask(front.port(), request), 400);
        assertThat(upstream.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/badge/../api/keys",
                "/badge/%2e%2e/api/keys",
                "/badge/%2E./api/keys",
                "/badge/..;x/api/keys",
                "/badge/..",
                "/badge/.",
                "/badge/./x",
                "/badge%2f..%2fapi",
                "/badge/%2Fapi",
                "/badge\\..\\api",
                "/badge/%5c..",
                "/badge/%00",
                "/badge/%0d%0aX-Caller:x",
                "/badge/%7f",
                "/badge/%c0%ae%c0%ae/api",
                "/badge/%zz",
                "/badge/%2",
                "/badge/x#y"
            })
    void aPathThatCouldMeanAnotherIsRefused(String path) throws Exception {
        assertProblem(RawClient.ask(front.port(), "GET " + path + " HTTP/1.1\r\nHost: g\r\n\r\n"), 400);
        assertThat(upstream.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics/",
                "//q/metrics",
                "/badgers",
                "/api",
                "/api//keys",
                "/api;x/keys",
                "/nowhere",
                "/q/dev-ui",
                "/items%3fx",
                "/Items/1"
            })
    void aPathThatNoRouteOwnsIsNotFound(String path) throws Exception {
        assertProblem(RawClient.ask(front.port(), "GET " + path + " HTTP/1.1\r\nHost: g\r\n\r\n"), 404);
        assertThat(upstream.heads()).isEmpty();
    }

    @Test
    void aPathIsLookedUpInItsNormalForm() throws Exception {
        assertProblem(RawClient.ask(front.port(), "GET /api/%6beys HTTP/1.1\r\nHost: g\r\n\r\n"), 401);
        assertProblem(RawClient.ask(front.port(), "GET /ite%6Ds/1 HTTP/1.1\r\nHost: g\r\n\r\n"), 401);
        assertThat(upstream.heads()).isEmpty();
    }

    @Test
    void freeTextInAQueryPasses() throws Exception {
        String uri = "/company?id=a%2F..%2fb%00\\'\"<>{}|^é/../x&country_iso=us";
        RawClient.Answer answer = RawClient.ask(front.port(), "GET " + uri + " HTTP/1.1\r\nHost: g\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(upstream.heads().get(0))
                .startsWith("GET /company?id=a%2F..%2fb%00\\'\"<>{}|^%E9/../x&country_iso=us HTTP/1.1\r\n");
    }

    @Test
    void anotherVersionOfHttpIs505() throws Exception {
        assertProblem(RawClient.ask(front.port(), "PRI * HTTP/2.0\r\nHost: g\r\n\r\n"), 505);
        assertProblem(RawClient.ask(front.port(), "GET /ping HTTP/3.7\r\nHost: g\r\n\r\n"), 505);
    }

    @Test
    void anUpgradeThatIsNoneIsAnOrdinaryRequest() throws Exception {
        upstream.does(call -> call.ok(new String(call.body(), StandardCharsets.ISO_8859_1)));
        String head = "POST /badge/x HTTP/1.1\r\nHost: g\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
        assertThat(RawClient.ask(front.port(), head + "Content-Length: 3\r\n\r\nabc")
                        .text())
                .isEqualTo("abc");
        assertThat(upstream.heads().get(0)).doesNotContainIgnoringCase("upgrade");
    }

    @Test
    void aChunkThatIsNoneIs400AndTheServiceSeesNoWholeBody() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        upstream.does(call -> seen.complete(new String(call.in().readAllBytes(), StandardCharsets.ISO_8859_1)));
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST /badge/x HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n");
            await().until(() -> !upstream.heads().isEmpty());
            client.send("xyz\r\n");
            RawClient.Answer answer = client.answer();
            assertProblem(answer, 400);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(seen.get(60, TimeUnit.SECONDS)).doesNotContain("0\r\n\r\n");
    }

    @Test
    void aChunkThatIsNoneIs400EvenIfItComesWithTheHead() throws Exception {
        String head = "POST /badge/x HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertProblem(RawClient.ask(front.port(), head + "2\r\nhi\r\nxyz\r\n"), 400);
    }

    @Test
    void aFoldedHeaderGoesOnAsOneLineAndFramesAsOne() throws Exception {
        String folded = "GET /ping HTTP/1.1\r\nHost: g\r\nX-A: a\r\n X-Caller: b\r\n\r\n";
        assertThat(RawClient.ask(front.port(), folded).text()).isEqualTo("fine");
        assertThat(upstream.heads().get(0)).contains("X-A: a X-Caller: b\r\n");
        upstream.does(call -> call.ok("fine"));
        String both =
                "POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: 5\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n";
        assertProblem(RawClient.ask(front.port(), both), 400);
        assertThat(upstream.heads()).isEmpty();
    }

    @Test
    void whatAChunkIsExtendedByDoesNotReachTheService() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        upstream.does(call -> {
            seen.complete(
                    new String(call.in().readNBytes("2\r\nhi\r\n0\r\n\r\n".length()), StandardCharsets.ISO_8859_1));
            call.ok("fine");
        });
        String head = "POST /badge/x HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(RawClient.ask(front.port(), head + "2;name=\"quoted\"\r\nhi\r\n0\r\n\r\n")
                        .text())
                .isEqualTo("fine");
        assertThat(seen.get(60, TimeUnit.SECONDS)).isEqualTo("2\r\nhi\r\n0\r\n\r\n");
        assertProblem(RawClient.ask(front.port(), head + "2;a\nb\r\nhi\r\n0\r\n\r\n"), 400);
    }

    @Test
    void connectAndTraceAreRefused() throws Exception {
        assertProblem(RawClient.ask(front.port(), "CONNECT g:80 HTTP/1.1\r\nHost: g:80\r\n\r\n"), 501);
        assertProblem(RawClient.ask(front.port(), "TRACE /ping HTTP/1.1\r\nHost: g\r\n\r\n"), 501);
    }
}
