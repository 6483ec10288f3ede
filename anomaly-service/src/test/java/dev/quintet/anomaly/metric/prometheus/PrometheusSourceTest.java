package dev.quintet.anomaly.metric.prometheus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.metric.MetricSource.Reading;
import dev.quintet.anomaly.node.RemoteNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Against a server that answers as Prometheus does, and as it should not. */
class PrometheusSourceTest {
    private static final RemoteNode NODE = new RemoteNode("ob-1");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CPU = 0;
    private static final int MEMORY = 1;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String dripping = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-prometheus");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/api/v1/query_range", exchange -> {
            String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
            String key = answers.keySet().stream()
                    .filter(query::contains)
                    .findFirst()
                    .orElse("");
            asked.put(key, query);
            byte[] body = answers.getOrDefault(key, matrix("{}")).getBytes(StandardCharsets.UTF_8);
            if (!key.isEmpty() && key.equals(dripping)) {
                exchange.sendResponseHeaders(status, 0);
                exchange.getResponseBody().write(body[0]);
                exchange.getResponseBody().flush();
                return; // and nothing more: the connection stays open
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String matrix(String results) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + results + "]}}";
    }

    private static String series(String pod, String... values) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            points.append(i == 0 ? "" : ",")
                    .append("[")
                    .append(i)
                    .append(",\"")
                    .append(values[i])
                    .append("\"]");
        }
        return "{\"metric\":{\"pod\":\"" + pod + "\"},\"values\":[" + points + "]}";
    }

    @Test
    void takesTheLastNumberOfEachNodesSeries() {
        answers.put("cpu_usage", matrix(series("ob-2", "1") + "," + series("ob-1", "41.5", "42.5", "NaN")));
        answers.put("working_set", matrix(series("ob-1", "512", "+Inf")));
        try (PrometheusSource source = source(Map.of())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Reading reading = source.read(NODE);
                assertThat(reading.values()[CPU]).isEqualTo(42.5f);
                assertThat(reading.values()[MEMORY]).isEqualTo(512);
                assertThat(reading.values()[2]).isNaN();
                assertThat(reading.problem())
                        .contains("network_in_bytes_per_s")
                        .contains("no series with pod=\"ob-1\"");
            });
            assertThat(asked.get("cpu_usage"))
                    .contains("step=0.2")
                    .contains("start=")
                    .contains("end=");
        }
    }

    @Test
    void aQueryOfOnesOwnReplacesTheDefault() {
        answers.put("my_cpu", matrix(series("ob-1", "7")));
        try (PrometheusSource source = source(Map.of("cpu_percent", "my_cpu"))) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(source.read(NODE).values()[CPU]).isEqualTo(7));
        }
        assertThatThrownBy(() -> source(Map.of("cpu", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cpu_percent");
    }

    @Test
    void whatIsNoAnswerOfPrometheusIsSaidAndRecoversByItself() {
        answers.put("cpu_usage", "<html>log in</html>");
        answers.put("working_set", matrix(series("ob-1", "512")));
        try (PrometheusSource source = source(Map.of())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Reading reading = source.read(NODE);
                assertThat(reading.values()[CPU]).isNaN();
                assertThat(reading.values()[MEMORY]).isEqualTo(512);
                assertThat(reading.problem()).contains("cpu_percent: status 200 and no JSON");
            });
            status = 503;
            answers.put("working_set", "{\"status\":\"error\",\"error\":\"overloaded\"}");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(source.read(NODE).problem()).contains("memory_mib: status 503: overloaded"));
            status = 200;
            answers.put("cpu_usage", matrix(series("ob-1", "3")));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(source.read(NODE).values()[CPU]).isEqualTo(3));
        }
    }

    @Test
    void anAnswerThatDripsOrNeverEndsHoldsUpItsOwnMetricOnly() {
        answers.put("cpu_usage", matrix(series("ob-1", "41.5")));
        answers.put("working_set", matrix(series("ob-1", "512")));
        dripping = "cpu_usage";
        try (PrometheusSource source = source(Map.of())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Reading reading = source.read(NODE);
                assertThat(reading.problem()).contains("cpu_percent: no whole answer within 2000 ms");
                assertThat(reading.values()[CPU]).isNaN();
                assertThat(reading.values()[MEMORY]).isEqualTo(512);
            });
            dripping = "";
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(source.read(NODE).values()[CPU]).isEqualTo(41.5f));
        }
    }

    @Test
    void anAnswerThatBreaksOffOrIsOfAnotherShapeIsNoValue() {
        answers.put("working_set", matrix(series("ob-1", "512")));
        try (PrometheusSource source = source(Map.of())) {
            for (String partial : List.of(
                    matrix(series("ob-1", "3")).substring(0, 60),
                    "{\"status\":\"success\"}",
                    "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"pod\":\"ob-1\"},\"values\":[[1]]}]}}",
                    "[]",
                    "",
                    matrix(series("ob-1", "NaN", "-Inf", "x")))) {
                answers.put("cpu_usage", matrix(series("ob-1", "3")));
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(source.read(NODE).values()[CPU]).isEqualTo(3));
                answers.put("cpu_usage", partial);
                await().atMost(PATIENCE).untilAsserted(() -> {
                    Reading reading = source.read(NODE);
                    assertThat(reading.values()[CPU]).as(partial).isNaN();
                    assertThat(reading.values()[MEMORY]).isEqualTo(512);
                    assertThat(reading.problem()).contains("cpu_percent");
                });
            }
        }
    }

    private PrometheusSource source(Map<String, String> queries) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new PrometheusSource(new TestPrometheusConfig(url, queries), Clock.systemUTC());
    }
}
