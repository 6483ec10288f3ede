package dev.quintet.task.profile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@TaskServiceTest
class ProfileResourceTest {
    @TestHTTPResource("/debug/profile")
    URI address;

    private boolean refusedMeanwhile;

    @Test
    void withoutParametersTheSampleSumsUp() {
        when().get("/debug/profile")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("status", equalTo("profile_sample_completed"))
                .body("result", equalTo(499_999_500_000L));
    }

    /** The work may end before the recording begins, and the other recording may come first: then once more. */
    @Test
    void aFlameGraphShowsWhatRanAndThereIsOneRecordingAtATime() {
        HttpResponse<String> page = Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(
                        this::graphOfWork,
                        graph -> graph.statusCode() == 200
                                && graph.body().contains("dev.quintet.task.handler.CpuSum.handle"));

        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body())
                .contains("<!DOCTYPE html>")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(refusedMeanwhile).isTrue();
    }

    private HttpResponse<String> graphOfWork() throws Exception {
        String task = given().contentType("application/json")
                .body("{\"type\":\"cpu.sum\",\"payload\":{\"n\":2000000000},\"timeout\":\"60s\"}")
                .post("/api/tasks")
                .path("id");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> !when().get("/api/tasks/" + task).path("state").equals("waiting"));
        CompletableFuture<HttpResponse<String>> graph = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(address + "?seconds=1&format=flamegraph"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        while (!graph.isDone()) {
            refusedMeanwhile |=
                    when().get("/debug/profile?format=jfr&seconds=1").statusCode() == 409;
        }
        given().delete("/api/tasks/" + task);
        return graph.get();
    }

    @Test
    void aRecordingIsAFileOfTheFlightRecorder() {
        byte[] file = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> when().get("/debug/profile?seconds=1&format=jfr"), answer -> answer.statusCode() == 200)
                .asByteArray();
        assertThat(new String(file, 0, 3, StandardCharsets.US_ASCII)).isEqualTo("FLR");
    }

    @ParameterizedTest
    @CsvSource({"seconds=0,seconds", "seconds=61,seconds", "format=png,format", "minutes=1,minutes"})
    void aWrongParameterIsNamed(String query, String name) {
        when().get("/debug/profile?" + query)
                .then()
                .statusCode(422)
                .contentType(startsWith("application/problem+json"))
                .body("errors[0].loc", contains("query", name));
    }
}
