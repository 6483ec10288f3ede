package dev.quintet.anomaly.experiment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.database.AnomalyDatabase;
import dev.quintet.anomaly.workload.Workloads;
import dev.quintet.common.api.anomaly.ExperimentFault;
import dev.quintet.common.api.anomaly.ExperimentRequest;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.api.anomaly.ExperimentWorkload;
import dev.quintet.common.api.workload.WorkloadRequest;
import dev.quintet.local.engine.PostgresEngine;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

/** What becomes of experiments when this service, PostgreSQL or Redis dies under them. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(WorkloadStandIn.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class LeftExperimentsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    WorkloadStandIn workloads;
    PostgresEngine postgres;
    RedisEngine redis;

    @Inject
    AnomalyDatabase database;

    @Inject
    ObjectMapper json;

    @Inject
    ExperimentStore store;

    @Inject
    RecordingStore recordings;

    @Inject
    Workloads client;

    @Inject
    Experiments experiments;

    @Inject
    ExperimentConfig config;

    /** This life has settled what earlier ones left before a test leaves something more. */
    @BeforeEach
    void awaitStart() {
        given().post("/api/experiments/none/stop").then().statusCode(404);
    }

    @Test
    void oneThatWasCutShortGoesOnWithAnotherRunWhilePostgresAndRedisDieUnderIt() {
        String load = client.start(new WorkloadRequest("sysbench", 1, null, Map.of()));
        String id = left(Instant.now(), List.of(run(1, "running", Instant.now(), load)));

        LeftExperiments next = nextLife();
        next.begin(experiments::resume);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(live(id).getList("runs")).hasSize(2));
        next.close();
        assertThat(live(id).getString("status")).isEqualTo("running");
        assertThat(live(id).getString("runs[0].status")).isEqualTo("interrupted");
        assertThat(live(id).getInt("progress.of")).isEqualTo(2);
        assertThat(workloads.runs().get(load).stoppedAt()).isNotNull();

        postgres.kill();
        redis.kill();
        String byHand;
        try {
            given().get("/api/experiments").then().statusCode(503);
            given().get("/api/anomaly/audit").then().statusCode(503);
            byHand = given().contentType(ContentType.JSON)
                    .body(Map.of("type", "cpu_stress", "target", "node2", "severity", "low", "duration", "1m"))
                    .post("/api/anomaly/start")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("id");
            given().contentType(ContentType.JSON)
                    .body(Map.of("id", byHand))
                    .post("/api/anomaly/stop")
                    .then()
                    .statusCode(200);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(live(id).getString("progress.phase"))
                    .isEqualTo("writing"));
        } finally {
            postgres.restart();
            redis.restart();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(live(id).getString("status")).isEqualTo("finished"));

        JsonPath done = live(id);
        assertThat(done.getList("runs.status")).containsExactly("interrupted", "finished");
        assertThat(done.getInt("summary.runs")).isEqualTo(1);
        assertThat(done.getList("runs[1].faults.type")).containsExactly("cpu_stress");
        assertThat(workloads.runs().get(done.getString("runs[1].workload_run")).stoppedAt())
                .isNotNull();
        List<String> rows = given().get("/api/experiments/" + id + "/runs/2/csv?node=node1")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .skip(1)
                .toList();
        assertThat(rows)
                .as("also of the time without PostgreSQL")
                .anyMatch(row -> row.contains(",normal,"))
                .anyMatch(row -> row.contains(",abnormal,"));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/anomaly/audit?limit=100")
                .then()
                .statusCode(200)
                .body(
                        "findAll {it.fault_id=='" + byHand + "'}.action",
                        hasItems("start", "in_force", "stop", "recovered")));
        given().delete("/api/experiments/" + id).then().statusCode(204);
    }

    @Test
    void oneThatWasLeftLongAgoEndsWithWhatWasRecordedAndItsLoadIsStopped() {
        Instant longAgo = Instant.now().minus(config.resumeWithin()).minusSeconds(60);
        String load = client.start(new WorkloadRequest("sysbench", 1, null, Map.of()));
        String id = left(longAgo, List.of(run(1, "running", longAgo, load)));

        settle();

        given().get("/api/experiments/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("interrupted"))
                .body("runs[0].status", equalTo("interrupted"))
                .body("runs", hasSize(1));
        assertThat(live(id).getString("message")).contains("does not go on", "more than 600 s");
        assertThat(workloads.runs().get(load).stoppedAt()).isNotNull();
        assertThat(recordings.load(id, 1)).isEmpty();
        assertThat(store.page(Optional.empty(), Optional.of("interrupted"), 100))
                .extracting(ExperimentView::id)
                .contains(id);
        given().get("/api/experiments/" + id + "/runs/1/csv?node=node1")
                .then()
                .statusCode(200)
                .body(matchesPattern("second,state,up,[^\n]+\n"));
        given().delete("/api/experiments/" + id).then().statusCode(204);
    }

    @Test
    void oneThatIsCutShortAgainAndAgainEnds() {
        Instant now = Instant.now();
        List<ExperimentRunView> runs = new ArrayList<>(IntStream.rangeClosed(1, 4)
                .mapToObj(number -> run(number, "interrupted", now, null))
                .toList());
        String id = left(now, runs);

        settle();

        assertThat(live(id).getString("status")).isEqualTo("interrupted");
        assertThat(live(id).getString("message")).contains("interrupted 4 times");
        given().delete("/api/experiments/" + id).then().statusCode(204);
    }

    @Test
    void oneWhoseRunsWereAllDoneIsFinished() {
        Instant now = Instant.now();
        String id = left(now, List.of(run(1, "finished", now, null)));

        settle();

        assertThat(live(id).getString("status")).isEqualTo("finished");
        assertThat(live(id).getInt("summary.runs")).isEqualTo(1);
        given().delete("/api/experiments/" + id).then().statusCode(204);
    }

    private LeftExperiments nextLife() {
        return new LeftExperiments(store, recordings, client, config, Clock.systemUTC());
    }

    private void settle() {
        LeftExperiments next = nextLife();
        next.settle();
        next.close();
        assertThat(store.left(10)).isEmpty();
    }

    /** An experiment that another life of the service has left, running by what PostgreSQL knows. */
    private String left(Instant createdAt, List<ExperimentRunView> runs) {
        String id = "left-" + UUID.randomUUID().toString().substring(0, 8);
        ExperimentRequest plan = new ExperimentRequest(
                "left",
                new ExperimentWorkload("sysbench", 1, null, Map.of("nodes", List.of("node1"))),
                List.of(new ExperimentFault("cpu_stress", List.of("node1"), "low", "0s", "3s")),
                "10s",
                "1s",
                1);
        new ExperimentStore(database, json)
                .insert(
                        new ExperimentView(
                                id, "left", "running", "runs", "operator", plan, createdAt, null, null, null, runs),
                        1_000);
        return id;
    }

    private static ExperimentRunView run(int number, String status, Instant startedAt, String load) {
        Instant endedAt = status.equals("running") ? null : startedAt;
        return new ExperimentRunView(
                number, status, "", startedAt, startedAt, null, null, endedAt, load, List.of(), 0, 0, 0, null);
    }

    private static JsonPath live(String id) {
        return given().get("/api/experiments/" + id).jsonPath();
    }
}
