package dev.quintet.task.trace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** One trace, from the HTTP request through the queue to the worker, as a collector gets it. */
@QuarkusTest
@TaskServiceTest
class TraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "b7ad6b7169203331";

    CollectorResource collector;

    private Optional<SentSpan> span(String name) {
        return collector.spans().stream()
                .filter(span -> span.traceId().equals(TRACE) && span.name().equals(name))
                .findFirst();
    }

    @Test
    void anItemsTraceGoesFromTheRequestThroughTheQueueToTheWorker() {
        given().contentType("application/json")
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .body("{\"id\":4321,\"name\":\"a\",\"price\":1}")
                .post("/items/")
                .then()
                .statusCode(200);

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> List.of("http.request", "api.create_item.process", "worker.process_item").stream()
                        .allMatch(name -> span(name).isPresent()));
        assertThat(collector.failures()).isEmpty();
        SentSpan request = span("http.request").orElseThrow();
        SentSpan creation = span("api.create_item.process").orElseThrow();
        SentSpan work = span("worker.process_item").orElseThrow();
        assertThat(request.parentId()).isEqualTo(CALLER);
        assertThat(request.attributes()).containsEntry("resource.name", "POST /items");
        assertThat(creation.parentId()).isEqualTo(request.spanId());
        assertThat(work.parentId()).isEqualTo(creation.spanId());
        assertThat(creation.attributes()).containsEntry("item.id", "4321");
        assertThat(work.attributes())
                .containsEntry("item.id", "4321")
                .containsEntry("task.attempt", "1")
                .containsEntry("task.id", creation.attributes().get("task.id"));
        assertThat(work.resource())
                .containsEntry("service.name", "the-tasks")
                .containsEntry("service.version", "9.9")
                .containsEntry("deployment.environment.name", "proving");
    }

    @Test
    void theTaskNamesItsTrace() {
        given().contentType("application/json")
                .header("traceparent", "00-" + OTHER + "-" + CALLER + "-01")
                .body("{\"type\":\"echo\"}")
                .post("/api/tasks")
                .then()
                .statusCode(202)
                .body("traceId", org.hamcrest.Matchers.equalTo(OTHER));
    }
}
