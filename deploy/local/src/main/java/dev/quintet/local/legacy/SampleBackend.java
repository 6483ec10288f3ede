package dev.quintet.local.legacy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A sample legacy backend of the company lookup: {@code GET /companies/<id>}, slow and failing now and then. It stands
 * in for a country's old register, with made-up companies; it is data to try the suite on, no part of the lookup.
 */
final class SampleBackend implements AutoCloseable {

    private static final String PREFIX = "/companies/";

    /** Answers waiting for their time; beyond it callers are throttled. */
    private static final int MOST_PENDING = 2_000;

    private final SampleCompanies companies;
    private final SampleFormat format;
    private final SampleTemper temper;
    private final RandomGenerator random;
    private final HttpServer server;
    private final ExecutorService answers = Executors.newFixedThreadPool(2);
    private final Semaphore pending = new Semaphore(MOST_PENDING);
    private final ObjectMapper json = new ObjectMapper();

    /** Starts to serve on 127.0.0.1 at {@code port}; 0 takes a free one. */
    SampleBackend(int port, SampleCompanies companies, SampleFormat format, SampleTemper temper, RandomGenerator random)
            throws IOException {
        this.companies = companies;
        this.format = format;
        this.temper = temper;
        this.random = random;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        server.createContext(PREFIX, this::company);
        server.createContext(
                "/status", exchange -> answer(exchange, 200, "text/plain", "OK\n".getBytes(StandardCharsets.US_ASCII)));
        server.setExecutor(answers);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        answers.shutdownNow();
    }

    /** Decides the answer now and sends it later, so that no thread waits. */
    private void company(HttpExchange exchange) throws IOException {
        Optional<String> id = id(exchange);
        if (id.isEmpty() || !exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 404, "text/plain", new byte[0]);
            return;
        }
        if (!pending.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            answer(exchange, 429, "text/plain", new byte[0]);
            return;
        }
        int status = temper.nextStatus(random);
        CompletableFuture.delayedExecutor(temper.nextLatency(random).toNanos(), TimeUnit.NANOSECONDS, answers)
                .execute(() -> {
                    try {
                        answer(exchange, status, id.get());
                    } catch (IOException e) {
                        // The caller went away: nobody is left to tell.
                    } finally {
                        pending.release();
                    }
                });
    }

    private void answer(HttpExchange exchange, int status, String id) throws IOException {
        if (status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        if (status != 200) {
            answer(exchange, status, "text/plain", new byte[0]);
            return;
        }
        Optional<SampleCompany> company = companies.find(id);
        if (company.isEmpty()) {
            answer(exchange, 404, "text/plain", new byte[0]);
        } else {
            answer(exchange, 200, format.contentType(), json.writeValueAsBytes(format.fields(company.get())));
        }
    }

    /** The one path segment after the prefix, decoded. */
    private static Optional<String> id(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawPath().substring(PREFIX.length());
        if (raw.isEmpty() || raw.indexOf('/') >= 0) {
            return Optional.empty();
        }
        // In a path, unlike in a form, a plus is a plus.
        return Optional.of(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
