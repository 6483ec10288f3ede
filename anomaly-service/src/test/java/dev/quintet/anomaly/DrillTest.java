package dev.quintet.anomaly;

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
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.local.test.MariaDbNodes;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.anomaly.Drill.latest;
import static dev.quintet.anomaly.Drill.start;
import static dev.quintet.anomaly.Drill.stop;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

/** Real faults in three real nodes, seen through the API. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class DrillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    Nodes nodes;

    @Inject
    NodeProcesses processes;

    @Inject
    NodeConnections connections;

    MariaDbNodes engines;

    @AfterEach
    void stopAll() {
        stop().then().statusCode(200);
        assertThat(nodes.local())
                .allSatisfy(node -> assertThat(processes.group(node)).hasSize(1));
    }

    @AfterAll
    static void endLoad() {
        NodeLoad.end();
    }

    @Test
    void aCpuFaultUnderLoadIsSeenOnItsNodeAloneAndItsCauseIsNamed() {
        NodeLoad.begin(nodes, connections);
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
        learnsFromTheDrill();
        Instant after = Instant.now();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lastRank("node2", after)).isLessThan(0.2));
    }

    /** The fault is an example by the audit, and by what somebody says of it; both make a model that names it. */
    private static void learnsFromTheDrill() {
        given().contentType(ContentType.JSON)
                .body(Map.of("node", "node2", "type", "cpu_stress", "window", "5m"))
                .post("/api/anomaly/diagnosis/feedback")
                .then()
                .statusCode(200)
                .body("samples", greaterThan(0));
        String job = given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/anomaly/train")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().atMost(PATIENCE).untilAsserted(() -> given().get(job)
                .then()
                .statusCode(200)
                .body("status", equalTo("done"))
                .body("model", notNullValue()));
        String version = given().get(job).jsonPath().getString("model");
        given().get("/api/models")
                .then()
                .body("find {it.id=='" + version + "'}.active", equalTo(true))
                .body("find {it.id=='" + version + "'}.causes", hasItem("cpu_stress"));
        given().get("/api/anomaly/diagnosis?window=5m")
                .then()
                .body("findAll {it.node=='node2'}.type", hasItem("cpu_stress"));
        given().post("/api/models/prior/activate").then().statusCode(200);
        given().get("/api/models").then().body("find {it.id=='" + version + "'}.active", equalTo(false));
        given().post("/api/models/" + version + "/activate").then().statusCode(200);
        given().post("/api/models/prior/activate").then().statusCode(200);
    }

    @Test
    void threeFaultsUnderLoadEachOnANodeOfItsOwnAreEachSeenAndNamed() {
        NodeLoad.begin(nodes, connections);
        awaitLoadLearned();
        awaitCalm();

        Instant before = Instant.now();
        Map<String, String> faults = Map.of("node1", "memory_stress", "node2", "disk_stress", "node3", "network_delay");
        faults.forEach((node, type) -> start(type, node).then().statusCode(200));
        faults.forEach((node, type) -> await(type).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rank(node, before).getMax()).isGreaterThan(0.8);
            given().get("/api/anomaly/diagnosis")
                    .then()
                    .body("findAll {it.node=='" + node + "'}[0].type", equalTo(type));
        }));
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
}
