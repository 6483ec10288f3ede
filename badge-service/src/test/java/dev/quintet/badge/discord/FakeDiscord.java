package dev.quintet.badge.discord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A source of facts, and Discord's side of a webhook, with a bucket of five posts in half a second, and a key pair for interactions. */
public final class FakeDiscord implements QuarkusTestResourceLifecycleManager {
    /** How it answers. */
    public enum Mood {
        /** By its bucket. */
        WELL,
        /** 429 to everything, for a short while, whatever the bucket holds. */
        LIMITING,
        /** 503. */
        BROKEN,
        /** Takes the post and cuts the connection without an answer. */
        SILENT,
        /** 404. */
        GONE
    }

    static final String FACT = "Honey never spoils.";

    private static final int BUCKET = 5;
    private static final long WINDOW_NANOS = 500_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger overstepped = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();
    private final Deque<Long> recent = new ArrayDeque<>();
    private volatile Mood mood = Mood.WELL;
    private HttpServer server;
    private ExecutorService threads;
    private KeyPair keys;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        threads = Executors.newFixedThreadPool(4);
        server.setExecutor(threads);
        server.createContext("/api/webhooks/1/token", this::handle);
        server.createContext("/fact", exchange -> {
            try (exchange) {
                answer(exchange, 200, "{\"id\":\"1\",\"text\":\"" + FACT + "\"}");
            }
        });
        server.start();
        byte[] encoded = keys.getPublic().getEncoded();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "DISCORD_WEBHOOK_URL",
                address + "/api/webhooks/1/token",
                "quintet.badges.fact.url",
                address + "/fact",
                "DISCORD_PUBLIC_KEY",
                HexFormat.of().formatHex(encoded, encoded.length - 32, encoded.length),
                "quintet.badges.legacy-pubsub",
                "true",
                "quintet.badges.discord.poll",
                "100ms",
                "quintet.badges.discord.first-pause",
                "100ms");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeDiscord.class));
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What it took, in order. */
    List<String> posted() {
        return posted;
    }

    /** Posts it got, taken or not. */
    int posts() {
        return posts.get();
    }

    /** Posts that came although its bucket was empty, which it had said. */
    int overstepped() {
        return overstepped.get();
    }

    void set(Mood newMood) {
        mood = newMood;
    }

    KeyPair keys() {
        return keys;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, mood == Mood.WELL || mood == Mood.SILENT ? 200 : 503, "{}");
                return;
            }
            posts.incrementAndGet();
            switch (mood) {
                case LIMITING -> answer(exchange, 429, "{\"message\":\"slow\",\"retry_after\":0.2,\"global\":false}");
                case BROKEN -> answer(exchange, 503, "away");
                case GONE -> answer(exchange, 404, "{\"message\":\"Unknown Webhook\",\"code\":10015}");
                case SILENT -> posted.add(content(body));
                case WELL -> byBucket(exchange, body);
                default -> throw new IllegalStateException();
            }
        }
    }

    private synchronized void byBucket(HttpExchange exchange, byte[] body) throws IOException {
        long now = System.nanoTime();
        while (!recent.isEmpty() && now - recent.peekFirst() > WINDOW_NANOS) {
            recent.removeFirst();
        }
        if (recent.size() >= BUCKET) {
            overstepped.incrementAndGet();
            answer(exchange, 429, "{\"retry_after\":0.5}");
            return;
        }
        recent.addLast(now);
        posted.add(content(body));
        exchange.getResponseHeaders().add("X-RateLimit-Bucket", "b");
        exchange.getResponseHeaders().add("X-RateLimit-Remaining", Integer.toString(BUCKET - recent.size()));
        exchange.getResponseHeaders().add("X-RateLimit-Reset-After", "0.51");
        boolean wait = "wait=true".equals(exchange.getRequestURI().getQuery());
        answer(exchange, wait ? 200 : 204, wait ? "{\"id\":\"" + posted.size() + "\"}" : "");
    }

    private static String content(byte[] body) throws IOException {
        return JSON.readTree(body).path("content").asText();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
