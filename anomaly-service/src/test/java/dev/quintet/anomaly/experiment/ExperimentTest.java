package dev.quintet.anomaly.experiment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.run.LabelledRun;
import dev.quintet.anomaly.run.RunCsv;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Whole drills on three real nodes, their load asked of a stand-in over HTTP. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(WorkloadStandIn.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class ExperimentTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String DRILL =
            """
            {"name": "cpu <b>on</b> node2", "workload": {"type": "sysbench", "threads": 4, "options": {"tables": 2, "nodes": ["node2", "node3"]}},
             "faults": [{"type": "cpu_stress", "target": "node2", "severity": "high", "duration": 6},
                        {"type": "memory_stress", "target": ["node2"], "after": "1s", "duration": "4s"}],
             "baseline": "10s", "cooldown": "1s", "repeat": 1}""";

    WorkloadStandIn workloads;

    @Test
    void aWholeDrillIsRunRecordedJudgedAndExportedWhileOneBesideItIsStopped() throws IOException {
        String id = begin(DRILL)
                .statusCode(202)
                .header("Location", matchesPattern(".*/api/experiments/[0-9a-f-]+"))
                .body("status", equalTo("running"))
                .body("plan.faults[0].target", equalTo(List.of("node2")))
                .body("plan.faults[0].after", equalTo("0s"))
                .extract()
                .path("id");
        begin(DRILL).statusCode(409).body("detail", containsString("belongs to experiment " + id));
        given().contentType(ContentType.JSON)
                .body(Map.of("type", "cpu_stress", "target", "node3"))
                .post("/api/anomaly/start")
                .then()
                .statusCode(409)
                .body("detail", containsString(id));
        given().delete("/api/experiments/" + id).then().statusCode(409);
        given().get("/api/experiments?status=running").then().statusCode(200).body("items.id", hasItem(id));

        anotherIsStoppedAndLeavesNothing();
        JsonPath done = awaitEnd(id);

        assertThat(done.getString("status")).as(done.getString("message")).isEqualTo("finished");
        assertThat(done.getList("runs")).hasSize(1);
        assertThat(done.getList("runs[0].faults.type", String.class))
                .containsExactlyInAnyOrder("cpu_stress", "memory_stress");
        assertThat(done.getInt("summary.faults")).isEqualTo(2);
        assertThat(done.getFloat("runs[0].impact.tps_before")).isEqualTo(100);
        assertThat(done.getString("progress")).isNull();
        Instant since = Instant.parse(done.getString("runs[0].faults.find {it.type == 'cpu_stress'}.start_time"));
        Instant end = Instant.parse(done.getString("runs[0].faults.find {it.type == 'cpu_stress'}.end_time"));
        assertThat(Duration.between(since, end)).isGreaterThan(Duration.ofSeconds(5));
        WorkloadStandIn.Run load = workloads.runs().get(done.getString("runs[0].workload_run"));
        assertThat(load.stoppedAt()).isAfter(end);
        assertThat(workloads.runs().values()).allMatch(run -> run.stoppedAt() != null);
        assertThat(load.request().path("options").path("tables").asInt()).isEqualTo(2);
        assertThat(load.request().path("options").path("runningTime").asInt()).isGreaterThan(30);
        given().get("/api/anomaly/active").then().body("", hasSize(0));

        theTableIsLabelled(id);
        theExportHoldsOneTableOfEachOfItsNodes(id);
        theReportStandsAlone(id);
        given().get("/api/experiments/" + id + "/runs/1/ranks")
                .then()
                .statusCode(200)
                .body("node2", notNullValue());
        given().get("/api/experiments/" + id + "/runs/1/diagnoses")
                .then()
                .statusCode(200)
                .body("", notNullValue());
        given().get("/api/experiments/" + id + "/events")
                .then()
                .statusCode(200)
                .body(containsString("event:end"), containsString("finished"));
        given().get("/api/experiments/compare?ids=" + id + "," + id)
                .then()
                .statusCode(200)
                .body("differences", equalTo(Map.of()))
                .body("figures.name", hasItem("detected"));
        given().post("/api/experiments/" + id + "/stop").then().statusCode(409);
        given().delete("/api/experiments/" + id).then().statusCode(204);
        given().get("/api/experiments/" + id).then().statusCode(404);
    }

    private static void anotherIsStoppedAndLeavesNothing() {
        String id = begin(
                        """
                        {"name": "to be stopped", "baseline": 10, "faults":
                         [{"type": "cpu_stress", "target": "node1", "duration": "5m"}]}""")
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/anomaly/active").then().body("target", hasItem("node1")));

        given().contentType(ContentType.JSON)
                .post("/api/experiments/" + id + "/stop")
                .then()
                .statusCode(200)
                .body("status", equalTo("stopped"))
                .body("runs[0].status", equalTo("stopped"))
                .body("runs[0].faults[0].end_time", notNullValue())
                .body("summary", nullValue());

        given().get("/api/anomaly/active").then().body("target", not(hasItem("node1")));
        given().get("/api/experiments/" + id).then().body("status", equalTo("stopped"));
    }

    private static void theTableIsLabelled(String id) {
        List<String> lines = given().get("/api/experiments/" + id + "/runs/1/csv?node=node2")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(lines.get(0)).startsWith("second,state,up,");
        int columns = lines.get(0).split(",", -1).length;
        Map<String, Integer> states = new HashMap<>();
        int before = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).hasSize(columns);
            assertThat(Integer.parseInt(cells[0])).isGreaterThan(before);
            before = Integer.parseInt(cells[0]);
            states.merge(cells[1], 1, Integer::sum);
        }
        assertThat(states.get("normal")).isGreaterThanOrEqualTo(6);
        assertThat(states.get("abnormal")).isGreaterThanOrEqualTo(3);
        given().get("/api/experiments/" + id + "/runs/1/csv?node=node9").then().statusCode(422);
        given().get("/api/experiments/" + id + "/runs/2/csv?node=node2").then().statusCode(404);
    }

    private static void theExportHoldsOneTableOfEachOfItsNodes(String id) throws IOException {
        byte[] zip = given().get("/api/experiments/" + id + "/export")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        List<String> names = new ArrayList<>();
        Path folder = Files.createTempDirectory("export");
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                Path file = folder.resolve(Path.of(entry.getName()).getFileName());
                Files.write(file, in.readAllBytes());
                LabelledRun run = RunCsv.read(file);
                assertThat(run.normal().length).isGreaterThan(5);
                assertThat(run.abnormal().length > 0).isEqualTo(entry.getName().startsWith("compound"));
                Files.delete(file);
            }
        }
        Files.delete(folder);
        assertThat(names).containsExactlyInAnyOrder("compound/cpu_stress+memory_stress--01.csv", "others/node3-01.csv");
    }

    private static void theReportStandsAlone(String id) {
        String page = given().get("/api/experiments/" + id + "/report")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
        assertThat(page)
                .contains("<h1>cpu &lt;b&gt;on&lt;/b&gt; node2</h1>", "cpu_stress on node2", "cpu_percent", "<svg")
                .doesNotContain("<script", "http://", "https://");
    }

    private static ValidatableResponse begin(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/experiments")
                .then();
    }

    private static JsonPath awaitEnd(String id) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        given().get("/api/experiments/" + id).jsonPath().getString("status"))
                .isNotEqualTo("running"));
        return given().get("/api/experiments/" + id).jsonPath();
    }
}
