package dev.quintet.anomaly.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.quintet.common.api.workload.LatencyMs;
import dev.quintet.common.api.workload.RunDocument;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunReport.Measured;
import dev.quintet.common.api.workload.RunView;

/**
 * Answers as the workload-service does, over HTTP: runs that begin, report each second and are stopped, and a type that
 * it does not know. A test's field of this type gets it.
 */
public final class WorkloadStandIn implements QuarkusTestResourceLifecycleManager {
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private HttpServer server;

    record Run(JsonNode request, Instant since, Instant stoppedAt) {}

    /** By id, those that were stopped too. */
    Map<String, Run> runs() {
        return runs;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/workload/start", this::begin);
        server.createContext("/api/workload/stop/", this::stop);
        server.createContext("/api/workload/runs/", this::report);
        server.start();
        return Map.of(
                "quintet.anomaly.workload.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void begin(HttpExchange exchange) throws IOException {
        JsonNode request = json.readTree(exchange.getRequestBody());
        if (!request.path("type").asText().equals("sysbench")) {
            answer(exchange, 422, Map.of("detail", "body.type is not one of: sysbench"));
            return;
        }
        String id = "run-" + numbers.incrementAndGet();
        runs.put(id, new Run(request, Instant.now(), null));
        answer(exchange, 200, Map.of("status", "success", "message", "started", "id", id));
    }

    private void stop(HttpExchange exchange) throws IOException {
        Run stopped =
                runs.computeIfPresent(id(exchange, 4), (id, run) -> new Run(run.request(), run.since(), Instant.now()));
        answer(exchange, stopped == null ? 404 : 200, Map.of("status", "success", "message", "stopped"));
    }

    private void report(HttpExchange exchange) throws IOException {
        Run run = runs.get(id(exchange, 4));
        if (run == null) {
            answer(exchange, 404, Map.of("detail", "No run has this id."));
            return;
        }
        Measured measured = new Measured(100, 100, 2000, 0, new LatencyMs(1, 1, 2, 3, 4));
        List<RunReport> reports = LongStream.rangeClosed(
                        1, Duration.between(run.since(), Instant.now()).toSeconds())
                .mapToObj(second -> new RunReport(
                        second,
                        run.since().plusSeconds(second),
                        1,
                        false,
                        4,
                        0,
                        0,
                        measured,
                        Map.of(),
                        Map.of("node2", measured),
                        Map.of()))
                .toList();
        RunView view = new RunView(
                "run",
                "workload",
                "sysbench",
                "local",
                List.of("node2"),
                4,
                Map.of(),
                "running",
                "runs",
                run.since(),
                run.since(),
                null,
                null,
                null);
        answer(exchange, 200, new RunDocument(view, reports));
    }

    private static String id(HttpExchange exchange, int part) {
        return exchange.getRequestURI().getPath().split("/", -1)[part];
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(WorkloadStandIn.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
