package dev.quintet.workload.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.workload.RunComparison;
import dev.quintet.common.api.workload.RunDocument;
import dev.quintet.common.api.workload.RunPage;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.local.engine.PostgresEngine;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;
import dev.quintet.workload.WorkloadApi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = MariaDbTestResource.class, initArgs = @ResourceArg(name = "nodes", value = "2"))
class RunResourceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    HistoryStore store;

    @TestHTTPResource("/")
    URI base;

    private PostgresEngine postgres;

    @BeforeEach
    void prepare() {
        WorkloadApi.prepare();
    }

    private static String finishedRun() {
        String id = WorkloadApi.start(2, Map.of("script", "oltp_point_select", "rate", 100, "runningTime", 1));
        await().atMost(PATIENCE).until(() -> WorkloadApi.run(id).status().equals("finished"));
        return id;
    }

    private static RunPage page(String query) {
        return given().get("/api/workload/runs" + query)
                .then()
                .statusCode(200)
                .extract()
                .as(RunPage.class);
    }

    @Test
    void aFinishedRunIsInTheHistoryWithItsReports() {
        WorkloadApi.undisturbed(() -> {
            RunDocument document = document(finishedRun());
            assertThat(document.reports()).hasSizeBetween(1, 3);
            // A rest of the last instant has no report of its own.
            long reported = reported(document);
            assertThat(document.run().summary().total().count()).isBetween(reported, reported + 20);
        });

        String id = finishedRun();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        page("?status=finished&type=sysbench&target=local").items())
                .extracting(RunView::id)
                .contains(id));
        RunDocument document = document(id);
        long reported = reported(document);
        for (RunReport report : document.reports()) {
            assertThat(report.nodes()).containsOnlyKeys("node1", "node2");
            assertThat(report.transactions()).containsOnlyKeys("oltp_point_select");
            assertThat(report.rate()).isEqualTo(100);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            long[] kept = {0};
            store.eachReport(id, report -> kept[0] += report.total().count());
            assertThat(kept[0]).isEqualTo(reported);
            assertThat(store.find(id).orElseThrow().latency().map(Histograms::decode))
                    .hasValueSatisfying(histogram -> assertThat(histogram.getTotalCount())
                            .isEqualTo(document.run().summary().total().count()));
        });
    }

    private static RunDocument document(String id) {
        return given().get("/api/workload/runs/" + id + "/report")
                .then()
                .statusCode(200)
                .extract()
                .as(RunDocument.class);
    }

    private static long reported(RunDocument document) {
        return document.reports().stream()
                .mapToLong(report -> report.total().count())
                .sum();
    }

    @Test
    void aRunIsExportedAsCsvAndAsALatencyDistribution() {
        WorkloadApi.undisturbed(() -> assertThat(csv(finishedRun())).hasSizeBetween(5, 13));
        String id = finishedRun();
        String csv = given().get("/api/workload/runs/" + id + "/report?format=csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString(id + ".csv"))
                .extract()
                .asString();
        assertThat(csv.lines().toList()).isNotEmpty().allMatch(line -> line.split(",", -1).length == 18);
        assertThat(csv).contains(",node,node2,", ",transaction,oltp_point_select,", ",total,,");
        given().get("/api/workload/runs/" + id + "/report?format=hgrm")
                .then()
                .statusCode(200)
                .body(containsString("1/(1-Percentile)"));
        given().get("/api/workload/runs/" + id + "/report?format=pdf")
                .then()
                .statusCode(422)
                .body("errors[0].msg", containsString("csv"));
        given().get("/api/workload/runs/nothing/report").then().statusCode(404);
    }

    private static List<String> csv(String id) {
        return given().get("/api/workload/runs/" + id + "/report?format=csv")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
    }

    @Test
    void aRunIsAPageWithPlotsThatNeedsNothingElse() {
        String id = finishedRun();
        String page = given().get("/api/workload/runs/" + id + "/report?format=html")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("sysbench on local", "Throughput (transactions/s)", "Latency by percentile", "node2")
                .doesNotContain("<script", "http");
    }

    @Test
    void twoRunsAreComparedByWhatDiffersAndByTheirFigures() {
        String slow = finishedRun();
        String fast = WorkloadApi.start(2, Map.of("script", "oltp_point_select", "rate", 200, "runningTime", 1));
        await().atMost(PATIENCE).until(() -> WorkloadApi.run(fast).status().equals("finished"));
        RunComparison comparison = given().get("/api/workload/runs/compare?ids=" + slow + "," + fast)
                .then()
                .statusCode(200)
                .extract()
                .as(RunComparison.class);
        assertThat(comparison.differences()).containsOnlyKeys("options.rate");
        assertThat(comparison.figures())
                .filteredOn(figure -> figure.name().equals("tps"))
                .singleElement()
                .satisfies(figure -> {
                    assertThat(figure.values())
                            .containsExactly(
                                    WorkloadApi.run(slow).summary().total().tps(),
                                    WorkloadApi.run(fast).summary().total().tps());
                    assertThat(figure.ratio())
                            .isCloseTo(figure.values().get(1) / figure.values().get(0), within(0.001));
                });
        given().get("/api/workload/runs/compare?ids=" + slow + ",nothing")
                .then()
                .statusCode(404);
        given().get("/api/workload/runs/compare?ids=" + slow).then().statusCode(422);
        given().get("/api/workload/runs/compare").then().statusCode(422);
    }

    @Test
    void pagesFollowEachOtherByCursor() {
        finishedRun();
        String last = finishedRun();
        await().atMost(PATIENCE).until(() -> store.find(last).isPresent());

        RunPage first = page("?limit=1");
        assertThat(first.items()).hasSize(1);
        RunPage second = page("?limit=1&cursor=" + first.next());
        assertThat(second.items().get(0).id()).isLessThan(first.items().get(0).id());
        for (String query : List.of("limit=0", "limit=201", "limit=abc", "cursor=%00", "type=a%00b", "status='")) {
            given().urlEncodingEnabled(false)
                    .get("/api/workload/runs?" + query)
                    .then()
                    .statusCode(422);
        }
        given().urlEncodingEnabled(false).get("/api/workload/runs/a%00b").then().statusCode(404);
    }

    @Test
    void aRunIsFollowedAsEventsToItsEnd() throws IOException, InterruptedException {
        String id = WorkloadApi.start(1, Map.of());
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/workload/runs/" + id + "/stream"))
                .timeout(PATIENCE)
                .build();
        HttpResponse<Stream<String>> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        List<String> lines = new ArrayList<>();
        int reports = 0;
        for (Iterator<String> following = response.body().iterator(); following.hasNext(); ) {
            String line = following.next();
            lines.add(line);
            if (line.matches("event: ?report") && ++reports == 2) {
                WorkloadApi.stop(id);
            }
        }
        assertThat(reports).isGreaterThanOrEqualTo(2);
        assertThat(lines).anyMatch(line -> line.matches("event: ?end"));
        assertThat(lines).anyMatch(line -> line.contains("\"status\":\"stopped\""));
        given().get("/api/workload/runs/nothing/stream").then().statusCode(404);
    }

    @Test
    void aRunThatTheServiceDidNotSurviveIsMarked() {
        String id = finishedRun();
        RunView view = WorkloadApi.run(id);
        Instant begun = Instant.now().minus(Duration.ofDays(20));
        RunView lost = new RunView(
                "20200101-000000-000-abcd",
                view.kind(),
                view.type(),
                view.target(),
                view.nodes(),
                view.threads(),
                view.options(),
                "running",
                "running",
                // Not so long ago that the service itself forgets it.
                begun,
                null,
                null,
                null,
                null);
        HistoryStore.Filter running =
                new HistoryStore.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("running"));
        await().atMost(PATIENCE)
                .until(() ->
                        store.find(id).isPresent() && store.page(running, 1).isEmpty());
        store.write(List.of(new HistoryStore.Row(lost, Optional.empty())), List.of());

        assertThat(store.interruptAllBut(List.of(lost.id()))).isZero();
        assertThat(store.interruptAllBut(List.of())).isEqualTo(1);
        assertThat(WorkloadApi.run(lost.id()).status()).isEqualTo("interrupted");
        assertThat(page("?status=interrupted").items()).extracting(RunView::id).contains(lost.id());
        assertThat(store.deleteBefore(begun.plus(Duration.ofDays(1)))).isEqualTo(1);
        given().get("/api/workload/runs/" + lost.id()).then().statusCode(404);
    }

    @Test
    void withoutItsDatabaseTheHistoryIsOffAndRunsGoOnAndAreWrittenLater() {
        postgres.kill();
        String id;
        try {
            await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/workload/runs")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("type", startsWith("urn:quintet:problem:history-off")));
            id = finishedRun();
            given().get("/api/workload/runs/" + id + "/report?format=csv")
                    .then()
                    .statusCode(200);
            given().get("/api/workload/runs/20200101-000000-000-0000").then().statusCode(503);
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            postgres.restart();
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> store.find(id).isPresent());
        assertThat(page("").items()).extracting(RunView::id).contains(id);
    }
}
