package dev.quintet.anomaly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.local.test.MariaDbNodes;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.RedisTestResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Real faults in three real nodes, seen through the API. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(value = MariaDbTestResource.class, initArgs = @ResourceArg(name = "nodes", value = "3"))
class DrillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    Nodes nodes;

    @Inject
    NodeProcesses processes;

    @Inject
    NodeConnections connections;

    MariaDbNodes engines;

    private final List<NodeLoad> loads = new ArrayList<>();

    @AfterEach
    void stopAll() {
        stop().then().statusCode(200);
        assertThat(nodes.all())
                .allSatisfy(node -> assertThat(processes.group(node)).hasSize(1));
        loads.forEach(NodeLoad::close);
    }

    @Test
    void aCpuFaultUnderLoadIsSeenOnItsNodeAloneAndItsCauseIsNamed() {
        nodes.all().forEach(node -> loads.add(new NodeLoad(node, connections)));
        awaitLoadLearned();
        awaitCalm();

        Instant before = Instant.now();
        start("cpu_stress", "node2").then().statusCode(200).body("faults[0].target", equalTo("node2"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rank("node2", before).getMax()).isGreaterThan(0.8));
        given().get("/api/anomaly/active")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].type", equalTo("cpu_stress"))
                .body("[0].status", equalTo("active"));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/anomaly/diagnosis")
                .then()
                .statusCode(200)
                .body("[0].node", equalTo("node2"))
                .body("[0].type", equalTo("cpu_stress"))
                .body("[0].evidence.metric", hasItem("cpu_percent"))
                .body("[0].since", notNullValue()));

        assertThat(cpu("node2", before)).isGreaterThan(2 * cpu("node1", before));
        assertThat(cpu("node2", before)).isGreaterThan(2 * cpu("node3", before));
        assertThat(rank("node1", before).getAverage()).isLessThan(0.5);
        assertThat(rank("node3", before).getAverage()).isLessThan(0.5);

        stop().then().statusCode(200).body("faults[0].status", equalTo("recovered"));
        given().get("/api/anomaly/active").then().body("", hasSize(0));
        Instant after = Instant.now();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lastRank("node2", after)).isLessThan(0.2));
    }

    @ParameterizedTest
    @CsvSource({"memory_stress, memory_mib", "disk_stress, disk_write_bytes_per_s"})
    void aFaultMovesItsOwnMetricOnItsNodeAndComesBack(String type, String metric) {
        awaitCalm();
        double calm = latest(metric, "node3");

        start(type, "node3").then().statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(latest(metric, "node3")).isGreaterThan(1.5 * calm + 10));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/anomaly/diagnosis")
                .then()
                .body("[0].node", equalTo("node3"))
                .body("[0].type", equalTo(type)));
        assertThat(latest(metric, "node1")).isLessThan(latest(metric, "node3") / 1.3);

        stop().then().statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(latest(metric, "node3")).isLessThan(1.2 * calm + 1e6));
    }

    @Test
    void aFaultEndsByItselfWhenItsTimeIsOver() {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "type", "cpu_stress", "target", List.of("node1", "node3"), "duration", 2, "severity", "low"))
                .post("/api/anomaly/start")
                .then()
                .statusCode(200)
                .body("faults", hasSize(2))
                .body("message", equalTo("Started cpu_stress anomaly"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/anomaly/active").then().body("", hasSize(0)));
    }

    @Test
    void severalFaultsAreInForceAtOnceAndOneIsStoppedByItsId() {
        String id =
                start("cpu_stress", "node1").then().statusCode(200).extract().path("id");
        start("memory_stress", "node1").then().statusCode(200);
        start("cpu_stress", "node1")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("node1"));

        given().contentType(ContentType.JSON)
                .body(Map.of("id", id))
                .post("/api/anomaly/stop")
                .then()
                .statusCode(200)
                .body("message", equalTo("Stopped cpu_stress anomaly"));
        given().get("/api/anomaly/active")
                .then()
                .body("type", hasItems("memory_stress"))
                .body("", hasSize(1));
        given().contentType(ContentType.JSON)
                .body(Map.of("id", id))
                .post("/api/anomaly/stop")
                .then()
                .statusCode(404);
    }

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
                "{\"type\":\"network_delay\"} | 422 | supported are",
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
        awaitCalm();

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
        given().get("/api/metrics/tenant?tenant_name=anomaly_test").then().statusCode(200);
        given().get("/health").then().statusCode(200).body("status", equalTo("healthy"));
        assertThat(given().get("/q/metrics").asString()).contains("quintet_anomaly_rank{node=\"node2\"");
    }

    @Test
    void aNodeThatDiesIsSaidSoAndTheOthersGoOn() {
        awaitCalm();
        Instant before = Instant.now();
        engines.node(3).kill();
        try {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(given().get("/api/metrics/sources").jsonPath().getString("find {it.node=='node3'}.status"))
                        .isEqualTo("failing");
                assertThat(rank("node3", before).getMax()).isGreaterThan(0.8);
            });
            assertThat(latest("up", "node1")).isEqualTo(1);
            start("cpu_stress", "node3").then().statusCode(503).body("detail", containsString("node3 does not run"));
        } finally {
            engines.node(3).restart();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        given().get("/api/metrics/sources").jsonPath().getList("status"))
                .containsOnly("ok"));
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

    private void awaitLoadLearned() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String node : nodes.names()) {
                List<Float> qps = given().get("/api/metrics/series?window=2m&metric=qps&node=" + node)
                        .jsonPath()
                        .getList("value", Float.class);
                assertThat(qps.stream().filter(value -> value != null && value > 20))
                        .hasSizeGreaterThan(30);
            }
        });
    }

    private void awaitCalm() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Instant recent = Instant.now().minusSeconds(8);
            for (String node : nodes.names()) {
                DoubleSummaryStatistics rank = rank(node, recent);
                assertThat(rank.getCount()).as("ranks of %s", node).isGreaterThan(3);
                assertThat(rank.getMax()).as("rank of %s", node).isLessThan(0.25);
            }
        });
    }

    private static Response start(String type, String node) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("type", type, "target", node, "duration", "3m"))
                .post("/api/anomaly/start");
    }

    private static Response stop() {
        return given().post("/api/anomaly/stop");
    }

    private static DoubleSummaryStatistics rank(String node, Instant from) {
        return ranks(node, from).stream().mapToDouble(Double::doubleValue).summaryStatistics();
    }

    private static double lastRank(String node, Instant from) {
        List<Double> ranks = ranks(node, from);
        return ranks.isEmpty() ? 1 : ranks.get(ranks.size() - 1);
    }

    private static List<Double> ranks(String node, Instant from) {
        JsonPath points =
                given().get("/api/anomaly/ranks?window=5m&node=" + node).jsonPath();
        List<String> times = points.getList("timestamp");
        List<Float> ranks = points.getList("rank", Float.class);
        List<Double> since = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            if (Instant.parse(times.get(i)).isAfter(from)) {
                since.add(ranks.get(i).doubleValue());
            }
        }
        return since;
    }

    private static double cpu(String node, Instant from) {
        JsonPath points = given().get("/api/metrics?window=5m&node=" + node).jsonPath();
        List<String> times = points.getList("timestamp");
        List<Float> cpu = points.getList("cpu", Float.class);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < times.size(); i++) {
            if (Instant.parse(times.get(i)).isAfter(from) && cpu.get(i) != null) {
                sum += cpu.get(i);
                count++;
            }
        }
        return sum / Math.max(1, count);
    }

    private static double latest(String metric, String node) {
        List<Float> values = given().get("/api/metrics/series?window=20s&metric=" + metric + "&node=" + node)
                .jsonPath()
                .getList("value", Float.class);
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i) != null) {
                return values.get(i);
            }
        }
        throw new AssertionError("no value of " + metric + " on " + node);
    }
}
