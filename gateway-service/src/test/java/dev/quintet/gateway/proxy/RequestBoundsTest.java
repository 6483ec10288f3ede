package dev.quintet.gateway.proxy;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static dev.quintet.gateway.wire.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are too large or too slow. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class RequestBoundsTest {
    RawUpstream upstream;

    @Inject
    FrontServer front;

    @BeforeEach
    void nothingIsSeenYet() {
        upstream.does(call -> call.ok("fine"));
    }

    @Test
    void headersBeyondTheLimitAre431() throws Exception {
        String request = "GET /ping HTTP/1.1\r\nHost: g\r\nX-A: " + "a".repeat(17_000) + "\r\n\r\n";
        assertProblem(RawClient.ask(front.port(), request), 431);
        String many = "GET /ping HTTP/1.1\r\nHost: g\r\n" + "X-A: aaaaaaaaaa\r\n".repeat(1_100) + "\r\n";
        assertProblem(RawClient.ask(front.port(), many), 431);
        assertThat(upstream.heads()).isEmpty();
    }

    @Test
    void aRequestLineBeyondTheLimitIs414() throws Exception {
        String request = "GET /ping?" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: g\r\n\r\n";
        assertProblem(RawClient.ask(front.port(), request), 414);
    }

    @Test
    void anAnnouncedBodyBeyondTheLimitIs413WithoutBeingAwaited() throws Exception {
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST /badge/x HTTP/1.1\r\nHost: g\r\nContent-Length: 1048577\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertProblem(answer, 413);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(upstream.heads()).isEmpty();
    }

    @Test
    void anAnnouncedBodyBeyondTheLimitIsNotAskedForEither() throws Exception {
        String request = "POST /badge/x HTTP/1.1\r\nHost: g\r\nExpect: 100-continue\r\nContent-Length: 1048577\r\n\r\n";
        assertProblem(RawClient.ask(front.port(), request), 413);
    }

    @Test
    void chunksBeyondTheLimitAre413() throws Exception {
        upstream.does(call -> call.in().readAllBytes());
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST /test/small/x HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("400\r\n" + "a".repeat(0x400) + "\r\n");
            client.send("1\r\na\r\n");
            assertProblem(client.answer(), 413);
        }
    }

    @Test
    void aBodyOfExactlyTheLimitPasses() throws Exception {
        upstream.does(call -> call.ok("" + call.body().length));
        String head = "POST /test/small/x HTTP/1.1\r\nHost: g\r\nContent-Length: 1024\r\n\r\n";
        assertThat(RawClient.ask(front.port(), head + "a".repeat(1024)).text()).isEqualTo("1024");
    }

    @Test
    void aSmallBodyThatIsRefusedLeavesTheConnectionUsable() throws Exception {
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST /items/ HTTP/1.1\r\nHost: g\r\nContent-Length: 5\r\n\r\nhello");
            assertProblem(client.answer(), 401);
            assertThat(client.send("GET /ping HTTP/1.1\r\nHost: g\r\n\r\n")
                            .answer()
                            .text())
                    .isEqualTo("fine");
        }
    }

    @Test
    void aHeadThatComesTooSlowlyIs408() throws Exception {
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET /ping HTTP/1.1\r\nHost: g\r\nX-Slow: ");
            RawClient.Answer answer = client.answer();
            assertProblem(answer, 408);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(upstream.heads()).isEmpty();
    }

    @Test
    void aConnectionThatIsIdleBetweenRequestsIsNotTakenForASlowHead() throws Exception {
        try (RawClient client = new RawClient(front.port())) {
            assertThat(client.send("GET /ping HTTP/1.1\r\nHost: g\r\n\r\n")
                            .answer()
                            .text())
                    .isEqualTo("fine");
            await().during(900, TimeUnit.MILLISECONDS).until(() -> true);
            assertThat(client.send("GET /ping HTTP/1.1\r\nHost: g\r\n\r\n")
                            .answer()
                            .text())
                    .isEqualTo("fine");
        }
    }
}
