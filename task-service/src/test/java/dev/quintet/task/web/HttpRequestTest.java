package dev.quintet.task.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.task.handler.PermanentFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Against a real server on loopback, which names stand for as a test wants it. */
class HttpRequestTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static HttpServer server;
    private static int port;

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();
    private final List<String> lookups = new CopyOnWriteArrayList<>();

    private record Settings(Optional<List<String>> allow, Duration timeout, int maxAnswerBytes, int maxRedirects)
            implements WebConfig {}

    @BeforeAll
    static void serve() {
        server = VERTX.createHttpServer()
                .requestHandler(HttpRequestTest::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = server.actualPort();
    }

    private static void answer(HttpServerRequest request) {
        CALLS.add(request.method() + " " + request.uri() + " " + request.getHeader("host") + " "
                + request.getHeader("authorization"));
        switch (request.path()) {
            case "/hello" ->
                request.response()
                        .putHeader("X-Twice", List.<String>of("a", "b"))
                        .end("hello");
            case "/echo" -> request.body().onSuccess(body -> request.response().end(body));
            case "/away" -> redirect(request, request.getParam("to"));
            case "/round" -> redirect(request, "/round");
            case "/large" -> request.response().end("x".repeat(2000));
            case "/busy" -> request.response().setStatusCode(503).end();
            case "/gone" -> request.response().setStatusCode(404).end();
            default -> {}
        }
    }

    private static void redirect(HttpServerRequest request, String to) {
        request.response().setStatusCode(302).putHeader("Location", to).end();
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Every name stands for loopback. */
    private HttpRequest handler(String... allow) {
        return handler(Duration.ofMinutes(1), allow);
    }

    private HttpRequest handler(Duration timeout, String... allow) {
        CALLS.clear();
        return new HttpRequest(new Settings(Optional.of(List.of(allow)), timeout, 1000, 3), VERTX, host -> {
            lookups.add(host);
            return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
        });
    }

    private HttpRequest friendly() {
        return handler("api.test:" + port, "127.0.0.1");
    }

    private static String url(String path) {
        return "http://api.test:" + port + path;
    }

    private static WebCall get(String url) {
        return new WebCall(url, null, null, null);
    }

    @Test
    void aCallToAListedHostIsMadeUnderItsName() throws Exception {
        WebAnswer answer = friendly().handle(get(url("/hello?a=1")), null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers()).containsEntry("x-twice", "a, b");
        assertThat(CALLS).containsExactly("GET /hello?a=1 api.test:" + port + " null");
    }

    @Test
    void aBodyAndHeadersAreSent() throws Exception {
        WebCall call = new WebCall(url("/echo"), "post", Map.of("Authorization", "Bearer x"), "grüße");
        assertThat(friendly().handle(call, null).body()).isEqualTo("grüße");
        assertThat(CALLS).containsExactly("POST /echo api.test:" + port + " Bearer x");
    }

    @Test
    void aNameThatStandsForAnAddressInsideIsNotCalled() {
        assertThatThrownBy(() -> handler("api.test:" + port).handle(get(url("/hello")), null))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("inside");
        assertThat(CALLS).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.test/",
                "http://127.0.0.2/",
                "http://2130706433/",
                "http://127.1/",
                "http://0x7f.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.2]/",
                "http://169.254.169.254/latest",
                "ftp://api.test/",
                "file:///etc/passwd",
                "http://u:p@api.test/",
                "//api.test/",
                "http://",
                "http://api.test:0/",
                "a b",
                ""
            })
    void whatIsNotListedIsNotCalled(String url) {
        assertThatThrownBy(() -> friendly().handle(get(url), null)).isInstanceOf(PermanentFailure.class);
        assertThat(CALLS).isEmpty();
    }

    @Test
    void aNameIsLookedUpOnceSoThatItCannotChangeBetweenCheckAndCall() throws Exception {
        friendly().handle(get(url("/hello")), null);
        assertThat(lookups).containsExactly("api.test");
    }

    @Test
    void oneAddressInsideAmongManySpoilsTheName() {
        HttpRequest handler = new HttpRequest(
                new Settings(Optional.of(List.of("api.test")), Duration.ofSeconds(1), 1000, 3),
                VERTX,
                host -> List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")));
        assertThatThrownBy(() -> handler.handle(get("http://api.test/"), null)).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void aRedirectIsFollowedWhereTheCallItselfMightGo() throws Exception {
        assertThat(friendly().handle(get(url("/away?to=/hello")), null).body()).isEqualTo("hello");
        assertThat(lookups).containsExactly("api.test", "api.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.2/", "http://other.test/", "//other.test/", "file:///etc/passwd", "http://[/"})
    void aRedirectToElsewhereIsNotFollowed(String to) {
        assertThatThrownBy(() -> friendly().handle(get(url("/away?to=" + to.replace("[", "%5B"))), null))
                .isInstanceOf(PermanentFailure.class);
        assertThat(CALLS).hasSize(1);
    }

    @Test
    void aRedirectToAnotherHostDoesNotGetTheCredentials() throws Exception {
        HttpRequest handler = handler("api.test:" + port, "b.test:" + port, "127.0.0.1");
        WebCall call = new WebCall(
                url("/away?to=http://b.test:" + port + "/hello"), "GET", Map.of("Authorization", "Bearer x"), null);
        handler.handle(call, null);
        assertThat(CALLS.get(0)).endsWith("Bearer x");
        assertThat(CALLS.get(1)).isEqualTo("GET /hello b.test:" + port + " null");
    }

    @Test
    void redirectsInACircleEnd() {
        assertThatThrownBy(() -> friendly().handle(get(url("/round")), null))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("3 redirects");
    }

    @Test
    void whatMayPassIsTriedAgainAndWhatWillNotFailsForGood() {
        assertThatThrownBy(() -> friendly().handle(get(url("/busy")), null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
        assertThatThrownBy(() -> friendly().handle(get(url("/gone")), null))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() -> friendly().handle(get(url("/large")), null))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("1000 bytes");
    }

    /** Of a server of its own: what a call that was given up still sends is none of the other tests' calls. */
    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String host = "api.test:" + silent.getLocalPort();
            HttpRequest hasty = handler(Duration.ofMillis(100), host, "127.0.0.1");
            assertThatThrownBy(() -> hasty.handle(get("http://" + host + "/"), null))
                    .isInstanceOfAny(TimeoutException.class, IOException.class);
        }
    }

    @Test
    void anInterruptEndsACallUnderWay() throws Exception {
        HttpRequest handler = friendly();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread caller = new Thread(() -> end.complete(catchThrowable(() -> handler.handle(get(url("/silent")), null))));
        caller.start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> CALLS.size() == 1);
        caller.interrupt();
        assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "a b", "x\r\ny", ""})
    void aHeaderThatIsTheClientsOwnOrNoneIsRefused(String name) {
        assertThatThrownBy(() -> friendly().handle(new WebCall(url("/hello"), "GET", Map.of(name, "v"), null), null))
                .isInstanceOf(PermanentFailure.class);
        assertThatThrownBy(() ->
                        friendly().handle(new WebCall(url("/hello"), "GET", Map.of("x", "a\r\nb: c"), null), null))
                .isInstanceOf(PermanentFailure.class);
        assertThat(CALLS).isEmpty();
    }
}
