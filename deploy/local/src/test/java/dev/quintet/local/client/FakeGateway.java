package dev.quintet.local.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A gateway on a free port that answers what a test wants, wrong things included. */
public final class FakeGateway implements AutoCloseable {

    static {
        // Else every answer waits 40 ms for an acknowledgement. Read once, at the first server of the process.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** A request. {@code path} is with its query, as sent. */
    public record Asked(String method, String path, String body, Map<String, String> headers) {

        public boolean is(String wantedMethod, String prefix) {
            return method.equals(wantedMethod) && path.startsWith(prefix);
        }
    }

    /** An answer. */
    public record Reply(int status, String type, String body, Map<String, String> headers) {

        /** Never comes. */
        public static final Reply HANG = new Reply(-1, "", "", Map.of());

        /** Begins, and never goes on. */
        public static final Reply HANG_IN_BODY = new Reply(-2, "", "", Map.of());

        public static Reply json(int status, Object body) {
            return new Reply(status, "application/json", Json.write(body), Map.of());
        }

        public static Reply problem(int status, String slug) {
            return new Reply(
                    status,
                    "application/problem+json",
                    Json.write(Map.of(
                            "type", "urn:quintet:problem:" + slug,
                            "title", "A problem",
                            "status", status,
                            "detail", "It went wrong.",
                            "instance", "/",
                            "traceId", "0123456789abcdef0123456789abcdef")),
                    Map.of());
        }

        public Reply with(String header, String value) {
            return new Reply(status, type, body, Map.of(header, value));
        }
    }

    /** What to answer. */
    @FunctionalInterface
    public interface Replies {
        Reply to(Asked asked);
    }

    public FakeGateway(Replies replies) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, replies));
        server.setExecutor(threads);
        server.start();
    }

    public GatewayClient client() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new GatewayClient(new GatewayAccess(base, "the-key", Path.of("operator.key")));
    }

    /** Method and path of each request, in the order in which they came. */
    public List<String> calls() {
        return calls;
    }

    private void answer(HttpExchange exchange, Replies replies) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString();
            calls.add(exchange.getRequestMethod() + " " + path);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            Reply reply = replies.to(new Asked(exchange.getRequestMethod(), path, body, headers));
            if (reply.status() < 0) {
                hang(exchange, reply.equals(Reply.HANG_IN_BODY));
                return;
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hang(HttpExchange exchange, boolean inBody) throws IOException, InterruptedException {
        if (inBody) {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
        }
        closed.await();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
