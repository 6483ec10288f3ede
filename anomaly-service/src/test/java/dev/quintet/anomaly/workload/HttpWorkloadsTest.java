package dev.quintet.anomaly.workload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.workload.WorkloadRequest;
import dev.quintet.common.security.Caller;
import dev.quintet.common.security.CallerTokens;
import dev.quintet.common.security.Roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a server that answers as the workload-service does. */
class HttpWorkloadsTest {
    private static final WorkloadRequest REQUEST =
            new WorkloadRequest("sysbench", 8, "local", Map.of("runningTime", 30));

    private final CallerTokens tokens = new CallerTokens("0123456789abcdef0123456789abcdef", Clock.systemUTC());
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private HttpServer server;
    private HttpWorkloads workloads;
    private volatile int status = 200;
    private volatile String answer = "{\"status\":\"success\",\"message\":\"started\",\"id\":\"run-1\"}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", exchange -> {
            asked.put("path", exchange.getRequestURI().getPath());
            asked.put("caller", exchange.getRequestHeaders().getFirst(CallerTokens.HEADER));
            asked.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        workloads = new HttpWorkloads(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Duration.ofSeconds(5),
                Optional.of(tokens),
                new ObjectMapper());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void startsARunAsAnOperatorKnownToTheWorkloadServiceAlone() {
        assertThat(workloads.start(REQUEST)).isEqualTo("run-1");

        assertThat(asked).containsEntry("path", "/api/workload/start");
        assertThat(asked.get("body")).contains("\"threads\":8", "\"runningTime\":30");
        Caller caller = tokens.verify(asked.get("caller"), "workload-service").orElseThrow();
        assertThat(caller.has(Roles.OPERATOR)).isTrue();
        assertThat(tokens.verify(asked.get("caller"), "badge-service")).isEmpty();
    }

    @Test
    void tellsTheWorkloadServicesOwnWordsWhenItRefuses() {
        status = 409;
        answer = "{\"detail\":\"No room for more threads\"}";
        assertThatThrownBy(() -> workloads.start(REQUEST))
                .isInstanceOfSatisfying(
                        WorkloadException.class, e -> assertThat(e.status()).isEqualTo(503))
                .hasMessageContaining("No room for more threads");
    }

    @Test
    void aRunThatIsGoneNeedsNoStop() {
        status = 404;
        assertThatCode(() -> workloads.stop("run-1")).doesNotThrowAnyException();
        status = 500;
        assertThatThrownBy(() -> workloads.stop("run-1")).isInstanceOf(WorkloadException.class);
    }

    @Test
    void saysThatTheWorkloadServiceIsAway() {
        server.stop(0);
        assertThatThrownBy(() -> workloads.start(REQUEST)).hasMessageContaining("does not answer");
    }
}
