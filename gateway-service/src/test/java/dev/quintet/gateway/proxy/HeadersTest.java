package dev.quintet.gateway.proxy;

import java.time.Clock;
import java.util.Set;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.common.security.Caller;
import dev.quintet.common.security.CallerTokens;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class HeadersTest {
    private static final CallerTokens TOKENS = new CallerTokens(GatewayTestResource.SECRET, Clock.systemUTC());

    RawUpstream upstream;

    @Inject
    FrontServer front;

    @BeforeEach
    void serviceAnswers() {
        upstream.does(call -> call.ok("fine"));
    }

    private RawUpstream.Call seen(String line, String... headers) throws Exception {
        upstream.does(call -> call.ok("fine"));
        String request = line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        assertThat(RawClient.ask(front.port(), request).status()).isEqualTo(200);
        return new RawUpstream.Call(upstream.heads().get(0), null, null, null);
    }

    @Test
    void headersOfOneConnectionDoNotCrossTheGateway() throws Exception {
        RawUpstream.Call call = seen(
                "GET /ping",
                "Host: g",
                "Connection: keep-alive, X-Secret",
                "X-Secret: 1",
                "Keep-Alive: 5",
                "TE: trailers",
                "Trailer: X",
                "Proxy-Connection: keep-alive",
                "Proxy-Authorization: Basic eDp5",
                "Upgrade: h2c",
                "HTTP2-Settings: AA",
                "X-Kept: 2");
        assertThat(call.header("x-kept")).isEqualTo("2");
        for (String name : new String[] {
            "x-secret",
            "keep-alive",
            "te",
            "trailer",
            "proxy-connection",
            "proxy-authorization",
            "upgrade",
            "http2-settings"
        }) {
            assertThat(call.header(name)).as(name).isNull();
        }
    }

    @Test
    void theCallerCannotBeTakenAwayByNamingItInConnection() throws Exception {
        RawUpstream.Call call = seen("GET /ping", "Host: g", "Connection: X-Caller, X-Forwarded-For, Host");
        assertThat(TOKENS.verify(call.header("x-caller"), "badge-service")).contains(Caller.ANONYMOUS);
        assertThat(call.header("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(call.header("host")).isEqualTo("g");
    }

    @Test
    void whoCallsAndFromWhereIsTheGatewaysToSay() throws Exception {
        String token = TOKENS.sign(new Caller("mallory", Set.of("admin")), "badge-service");
        RawUpstream.Call call = seen(
                "GET /ping",
                "Host: g.example:8080",
                "X-Caller: " + token,
                "X_Caller: x",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Host: evil",
                "X-Forwarded-Proto: https",
                "X-Forwarded-User: mallory",
                "Forwarded: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "Remote-User: mallory",
                "X-User: mallory",
                "X-Roles: mallory",
                "X-HTTP-Method-Override: DELETE",
                "X-Original-URL: /api/keys");
        assertThat(TOKENS.verify(call.header("x-caller"), "badge-service")).contains(Caller.ANONYMOUS);
        assertThat(call.head().split("(?i)x-caller:", -1)).as("one token only").hasSize(2);
        assertThat(call.header("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(call.header("x-forwarded-host")).isEqualTo("g.example:8080");
        assertThat(call.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(call.header("forwarded")).isEqualTo("for=127.0.0.1;host=\"g.example:8080\";proto=http");
        assertThat(call.head()).doesNotContain("6.6.6.6", "evil", "mallory", token, "X_Caller", "DELETE", "/api/keys");
    }

    @Test
    void aRouteByKeyGetsTheCallerButNotTheKey() throws Exception {
        String key = "X-API-Key: " + GatewayTestResource.ADMIN_KEY;
        RawUpstream.Call call = seen("GET /items/1", "Host: g", "Authorization: Bearer x", key);
        assertThat(TOKENS.verify(call.header("x-caller"), "task-service"))
                .contains(new Caller("bootstrap", Set.of("admin")));
        assertThat(TOKENS.verify(call.header("x-caller"), "badge-service")).isEmpty();
        assertThat(call.header("x-api-key")).isNull();
        assertThat(call.header("authorization")).isNull();
    }

    @Test
    void theHeadersOfABadgePass() throws Exception {
        RawUpstream.Call call = seen("GET /games/me", "Host: g", "panda-xpress: u", "panda-mac: m", "Cookie: a=b");
        assertThat(call.header("panda-xpress")).isEqualTo("u");
        assertThat(call.header("panda-mac")).isEqualTo("m");
        assertThat(call.header("cookie")).isEqualTo("a=b");
    }

    @Test
    void aTraceIsContinuedOrBegun() throws Exception {
        String given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        RawUpstream.Call continued = seen("GET /ping", "Host: g", "traceparent: " + given);
        assertThat(continued.header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        assertThat(continued.head().split("(?i)traceparent:", -1))
                .as("one trace only")
                .hasSize(2);
        assertThat(seen("GET /ping", "Host: g", "traceparent: nonsense").header("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void aRequestKeepsItsIdIfItIsSane() throws Exception {
        String line = "GET /ping HTTP/1.1\r\nHost: g\r\nX-Request-Id: ";
        RawClient.Answer kept = RawClient.ask(front.port(), line + "abc-1.2:3_4\r\n\r\n");
        assertThat(kept.header("x-request-id")).isEqualTo("abc-1.2:3_4");
        assertThat(upstream.heads().get(0)).contains("X-Request-Id: abc-1.2:3_4\r\n");
        RawClient.Answer made = RawClient.ask(front.port(), line + "a b<script>\r\n\r\n");
        assertThat(made.header("x-request-id")).matches("[0-9a-f]{16}");
    }

    @Test
    void theAnswersHeadersOfOneConnectionDoNotCrossEither() throws Exception {
        String answered = String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Server: Secret/1",
                "X-Powered-By: x",
                "Connection: X-Hop",
                "X-Hop: 1",
                "Keep-Alive: timeout=5",
                "Proxy-Authenticate: Basic",
                "Set-Cookie: a=1",
                "Set-Cookie: b=2",
                "Content-Length: 2",
                "",
                "hi");
        upstream.does(call -> call.write(answered));
        RawClient.Answer answer = RawClient.ask(front.port(), "GET /ping HTTP/1.1\r\nHost: g\r\n\r\n");
        assertThat(answer.text()).isEqualTo("hi");
        for (String name : new String[] {"server", "x-powered-by", "x-hop", "keep-alive", "proxy-authenticate"}) {
            assertThat(answer.header(name)).as(name).isNull();
        }
        assertThat(answer.head()).contains("Set-Cookie: a=1\r\n", "Set-Cookie: b=2\r\n");
    }
}
