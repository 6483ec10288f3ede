package dev.quintet.anomaly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** What the API says and refuses, on three real nodes; what faults do is in {@link DrillTest}. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class AnomalyApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void aDryRunTellsWhatWouldBeDoneAndDoesNothing() {
        given().contentType(ContentType.JSON)
                .body(Map.of("type", "disk_stress", "target", "node2", "dry_run", true))
                .post("/api/anomaly/start")
                .then()
                .statusCode(200)
                .body("plan[0].target", equalTo("node2"))
                .body("plan[0].injector", equalTo("local"))
                .body("plan[0].action", containsString("node2"))
                .body("id", nullValue());
        given().get("/api/anomaly/active").then().body("", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"earthquake\"} | 422 | cpu_stress, memory_stress, disk_stress",
                "{\"type\":\"workload_spike\",\"target\":\"node1\"} | 503 | no sysbench data on node1",
                "{} | 422 | is missing",
                "null | 422 | is missing",
                "{\"type\":\"cpu_stress\",\"target\":\"node9\"} | 422 | node1, node2, node3",
                "{\"type\":\"cpu_stress\",\"target\":[]} | 422 | is empty",
                "{\"type\":\"cpu_stress\",\"duration\":0} | 422 | at most 3600s",
                "{\"type\":\"cpu_stress\",\"duration\":\"3h\"} | 422 | at most 3600s",
                "{\"type\":\"cpu_stress\",\"severity\":\"deadly\"} | 422 | low, medium, high",
                "{\"type\":{}} | 422 | type",
                "{nonsense | 400 | ",
                "[] | 422 | "
            })
    void refusesABadStartAndInjectsNothing(String body, int status, String detail) {
        String answer = given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/anomaly/start")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .extract()
                .asString();
        assertThat(answer).contains(detail == null ? "" : detail);
        given().get("/api/anomaly/active").then().body("", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/metrics?window=0",
                "/api/metrics?window=nonsense",
                "/api/metrics?window=9h",
                "/api/metrics?node=node9",
                "/api/metrics/series?metric=nonsense",
                "/api/metrics/series",
                "/api/metrics/history",
                "/api/metrics/history?metric=up&from=yesterday",
                "/api/metrics/history?metric=up&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "/api/anomaly/ranks?window=-1",
                "/api/anomaly/diagnosis?window=x"
            })
    void refusesABadQuery(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].loc[0]", equalTo("query"));
    }

    @Test
    void answersTheOriginalsKeysWithRealValuesOrNull() {
        // A node that was away just before has gaps for a while.
        await().atMost(PATIENCE).untilAsserted(AnomalyApiTest::theOriginalsKeysHaveValues);
        given().get("/api/metrics/tenant?tenant_name=anomaly_test").then().statusCode(200);
        given().get("/health").then().statusCode(200).body("status", equalTo("healthy"));
        for (String path : List.of("/q/metrics", "/metrics")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(given().get(path).asString()).contains("quintet_anomaly_rank{node=\"node2\""));
        }
    }

    private static void theOriginalsKeysHaveValues() {
        given().get("/api/anomaly/ranks?window=10s&node=node1").then().body("", hasSize(greaterThan(3)));
        given().get("/api/metrics?window=10s&node=node1")
                .then()
                .statusCode(200)
                .body("node", everyItem(equalTo("node1")))
                .body("memory[-1]", greaterThan(20f))
                .body("[-1]", allOf(hasKey("timestamp"), hasKey("cpu"), hasKey("network"), hasKey("disk")));
        given().get("/api/anomaly/metrics?window=10s")
                .then()
                .statusCode(200)
                .body("metrics[-1]", allOf(hasKey("disk_io_bytes"), hasKey("disk_iops"), hasKey("active_sessions")))
                .body("metrics[-1]", allOf(hasKey("sql_response_time"), hasKey("cache_hit_ratio"), hasKey("cpu")));
        given().get("/api/metrics/database?window=10s")
                .then()
                .body("metrics[-1].qps", notNullValue())
                .body("metrics[-1].replication_lag", nullValue())
                .body("metrics[-1].connection_count", notNullValue());
    }

    @Test
    void theHistoryGivesBackWhatWasMeasured() {
        Instant start = Instant.now();
        await().atMost(PATIENCE).untilAsserted(() -> given().queryParam("from", start.toString())
                .get("/api/metrics/history?metric=up&node=node1")
                .then()
                .statusCode(200)
                .body("", hasSize(greaterThan(2)))
                .body("value", everyItem(equalTo(1f)))
                .body("node", everyItem(equalTo("node1"))));
        String longAgo = start.minusSeconds(86_400).toString();
        given().get("/api/metrics/history?metric=up&from=" + longAgo).then().statusCode(200);
    }

    @Test
    void theAuditTellsWhoAskedForWhatAndWhatBecameOfIt() {
        String id = given().contentType(ContentType.JSON)
                .body(Map.of("type", "cpu_stress", "target", "node3", "severity", "low", "duration", "1m"))
                .post("/api/anomaly/start")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        given().contentType(ContentType.JSON)
                .body(Map.of("id", id))
                .post("/api/anomaly/stop")
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body(Map.of("type", "earthquake"))
                .post("/api/anomaly/start")
                .then()
                .statusCode(422);

        String ours = "findAll {it.fault_id=='" + id + "'}.action";
        given().get("/api/anomaly/audit?limit=50")
                .then()
                .statusCode(200)
                .body(ours, containsInAnyOrder("start", "in_force", "stop", "recovered"))
                .body("find {it.action=='start'}.caller", equalTo("local"))
                .body("find {it.action=='refused' && it.type=='earthquake'}.detail", containsString("cpu_stress"));
        given().get("/api/anomaly/audit?limit=0").then().statusCode(422);
    }

    @Test
    void withoutExamplesCausesAreNamedByWhatIsKnownBeforehand() {
        given().get("/api/models").then().statusCode(200).body("find {it.id=='prior'}.examples", equalTo(0));
        given().post("/api/models/prior/activate").then().statusCode(200).body("active", equalTo(true));
        for (String missing : List.of("v999999", "v0", "vv1", "x")) {
            given().post("/api/models/" + missing + "/activate").then().statusCode(404);
        }
        given().get("/api/models/jobs/none").then().statusCode(404);
        given().contentType(ContentType.JSON)
                .body(Map.of("from", "2026-01-02T00:00:00Z", "to", "2026-01-01T00:00:00Z"))
                .post("/api/models/train")
                .then()
                .statusCode(422);
        given().contentType(ContentType.JSON)
                .body(Map.of("experiments", List.of("20260101-nothing")))
                .post("/api/models/train")
                .then()
                .statusCode(422);
    }

    @Test
    void theBundledModelRanksFromItsActivationUntilTheDistanceRankerIsChosen() {
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/models/rank")
                .then()
                .body("ranker", equalTo("distance"))
                .body("reason", anyOf(containsString("there is no model at"), equalTo("it was chosen"))));
        given().post("/api/models/model-path/activate")
                .then()
                .statusCode(422)
                .body("detail", equalTo("there is no model at models/anomaly_detector"));

        given().post("/api/models/bundled/activate")
                .then()
                .statusCode(200)
                .body("kind", equalTo("rank"))
                .body("active", equalTo(true));
        try {
            given().get("/api/models/rank")
                    .then()
                    .body("ranker", equalTo("tensorflow"))
                    .body("model", equalTo("bundled"))
                    .body("models.find {it.id=='bundled'}.features", hasItem("spreads of cpu_percent"))
                    .body("models.find {it.id=='bundled'}.bytes", greaterThan(1000));
            given().get("/api/models")
                    .then()
                    .body("findAll {it.kind=='rank' && it.active}.id", equalTo(List.of("bundled")));
            assertThat(given().get("/metrics").asString())
                    .containsPattern("quintet_anomaly_ranker\\{[^}]*model=\"bundled\"[^}]*ranker=\"tensorflow\"");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            given().get("/api/anomaly/ranks?window=30s").then().body("ranker", hasItem("tensorflow")));
        } finally {
            given().post("/api/models/distance/activate").then().statusCode(200).body("active", equalTo(true));
        }
        given().get("/api/models/rank")
                .then()
                .body("ranker", equalTo("distance"))
                .body("reason", equalTo("it was chosen"));
        given().post("/api/models/model-path/activate").then().statusCode(422);
    }

    @Test
    void feedbackNeedsANodeThatWasAnomalousAndTheNameOfACause() {
        given().contentType(ContentType.JSON)
                .body(Map.of("node", "node9", "type", "cpu_stress"))
                .post("/api/anomaly/diagnosis/feedback")
                .then()
                .statusCode(422);
        for (String type : List.of("unknown", "", "Not a cause", "x".repeat(70))) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("node", "node1", "type", type))
                    .post("/api/anomaly/diagnosis/feedback")
                    .then()
                    .statusCode(422);
        }
        given().contentType(ContentType.JSON)
                .body(Map.of("node", "node1", "type", "cpu_stress", "window", "forever"))
                .post("/api/anomaly/diagnosis/feedback")
                .then()
                .statusCode(422);
    }

    @Test
    void stopRefusesABodyThatIsNoJson() {
        given().contentType(ContentType.TEXT)
                .body("all")
                .post("/api/anomaly/stop")
                .then()
                .statusCode(415);
        given().contentType(ContentType.JSON)
                .body("{nonsense")
                .post("/api/anomaly/stop")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"id\":\"none\"}")
                .post("/api/anomaly/stop")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"/api/anomaly/stream, \"ranks\":", "/api/metrics/stream, \"cpu\":"})
    void streamsEachSecond(String path, String expected) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + RestAssured.port + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setReadTimeout((int) PATIENCE.toMillis());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> events = lines.lines()
                    .filter(line -> line.startsWith("data:") && line.contains("node2"))
                    .limit(2)
                    .toList();
            assertThat(events).hasSize(2).allSatisfy(event -> assertThat(event).contains(expected));
        } finally {
            connection.disconnect();
        }
    }
}
