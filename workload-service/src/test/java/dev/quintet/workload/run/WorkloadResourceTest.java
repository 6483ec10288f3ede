package dev.quintet.workload.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.workload.ActiveRun;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.local.engine.MariaDbEngine;
import dev.quintet.local.test.MariaDbNodes;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;
import dev.quintet.workload.WorkloadApi;

import static dev.quintet.workload.WorkloadApi.post;
import static dev.quintet.workload.WorkloadApi.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = MariaDbTestResource.class, initArgs = @ResourceArg(name = "nodes", value = "2"))
class WorkloadResourceTest {

    private MariaDbNodes nodes;

    @Inject
    DataSource history;

    @BeforeEach
    void prepare() {
        WorkloadApi.prepare();
    }

    @AfterEach
    void stopAll() {
        given().post("/api/workload/stop-all").then().statusCode(200);
    }

    private static List<ActiveRun> active() {
        return List.of(given().get("/api/workload/active")
                .then()
                .statusCode(200)
                .extract()
                .as(ActiveRun[].class));
    }

    @Test
    void aWorkloadRunsOnBothNodesAndItsFiguresMove() {
        String id = WorkloadApi.start(4, Map.of());

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(active()).singleElement().satisfies(run -> {
                    assertThat(run.id()).isEqualTo(id);
                    assertThat(run.metrics().tps()).isPositive();
                    // 20 statements a transaction, BEGIN and COMMIT among them.
                    assertThat(run.metrics().qps() / run.metrics().tps()).isBetween(19.9, 20.1);
                    assertThat(run.metrics().latencyMs().p50()).isPositive();
                    assertThat(run.metrics().latencyMs().p99())
                            .isGreaterThanOrEqualTo(run.metrics().latencyMs().p50());
                    assertThat(run.metrics().cpuUsage()).isPositive();
                    assertThat(run.metrics().memoryUsage()).isPositive();
                }));
        WorkloadApi.stop(id);

        assertThat(active()).isEmpty();
        RunView ended = WorkloadApi.run(id);
        assertThat(ended.status()).isEqualTo("stopped");
        // Two transactions on few rows may meet in a deadlock; nothing else may go wrong.
        assertThat(ended.summary().errors().keySet()).isSubsetOf("deadlock");
        assertThat(ended.summary().nodes()).containsOnlyKeys("node1", "node2");
        assertThat(ended.summary().nodes().values()).allMatch(node -> node.count() > 0);
        assertThat(ended.summary().nodes().values().stream()
                        .mapToLong(node -> node.count())
                        .sum())
                .isEqualTo(ended.summary().total().count());
        post("/api/workload/check", request(1, Map.of())).statusCode(200).body("passed", equalTo(true));
    }

    @Test
    void theSameWorkloadRunsTwiceSideBySideAndEachIsStoppedAlone() {
        String first = WorkloadApi.start(1, Map.of());
        String second = WorkloadApi.start(1, Map.of());
        assertThat(active()).extracting(ActiveRun::id).containsExactly(first, second);

        WorkloadApi.stop(first);
        assertThat(active()).extracting(ActiveRun::id).containsExactly(second);
        WorkloadApi.stop(first);
    }

    @Test
    void aRunEndsByItselfAfterItsTimeAndItsWarmUpIsNotMeasured() {
        WorkloadApi.undisturbed(() -> {
            String id = WorkloadApi.start(
                    2, Map.of("script", "oltp_point_select", "runningTime", 2, "warmupTime", 1, "rate", 50));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> WorkloadApi.run(id).status().equals("finished"));
            RunView run = WorkloadApi.run(id);
            assertThat(run.summary().seconds()).isBetween(1.5, 2.5);
            assertThat(run.summary().total().count() + run.summary().unserved()).isBetween(50L, 160L);
        });
    }

    @Test
    void onlyTheNamedNodesAreUsed() {
        String id = WorkloadApi.start(2, Map.of("nodes", List.of("node2"), "runningTime", 1));
        assertThat(WorkloadApi.run(id).nodes()).containsExactly("node2");
        post("/api/workload/start", request(2, Map.of("nodes", List.of("node9"))))
                .statusCode(422)
                .body("detail", allOf(containsString("node9"), containsString("node1, node2")));
    }

    @Test
    void dataThatIsNotPreparedIsRefusedWithTheWayToPrepareIt() {
        post("/api/workload/start", request(1, Map.of("tables", 50)))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", allOf(containsString("sbtest3"), containsString("/api/workload/prepare")));
        post("/api/workload/start", request(1, Map.of("tableSize", 5000)))
                .statusCode(409)
                .body("detail", containsString("1000"));
    }

    @Test
    void whatIsUnknownOrOutOfRangeIsRefusedWithWhatIsAllowed() {
        post("/api/workload/start", Map.of("type", "ycsb"))
                .statusCode(422)
                .body("errors[0].loc", equalTo(List.of("body", "type")))
                .body("errors[0].msg", containsString("sysbench"));
        post("/api/workload/start", Map.of("type", "sysbench", "threads", 1025)).statusCode(422);
        post("/api/workload/start", Map.of("type", "sysbench", "threads", 0)).statusCode(422);
        post("/api/workload/start", Map.of("threads", 1)).statusCode(422);
        post("/api/workload/start", request(1, Map.of("rate", 0)))
                .statusCode(422)
                .body("errors[0].msg", containsString("0.01 to 1000000"));
        post("/api/workload/start", request(1, Map.of("tabels", 3)))
                .statusCode(422)
                .body("errors[0].msg", containsString("tableSize"));
        post("/api/workload/start", request(1, Map.of("script", "oltp; DROP TABLE x")))
                .statusCode(422)
                .body("errors[0].msg", containsString("bulk_insert"));
        post("/api/workload/start", Map.of("type", "sysbench", "target", "elsewhere"))
                .statusCode(422)
                .body("detail", containsString("local"));
        given().contentType(ContentType.JSON)
                .body("{nonsense")
                .post("/api/workload/start")
                .then()
                .statusCode(400);
        given().post("/api/workload/stop/no-such-run").then().statusCode(404);
    }

    @Test
    void preparingAsynchronouslyGivesARunToFollow() {
        given().delete("/api/workload/data/sysbench").then().statusCode(200);
        String location = given().contentType(ContentType.JSON)
                .header("Prefer", "respond-async")
                .body(request(1, Map.of()))
                .post("/api/workload/prepare")
                .then()
                .statusCode(202)
                .body("kind", equalTo("prepare"))
                .extract()
                .header("Location");
        String path = location.substring(location.indexOf("/api/"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> given().get(path).then().extract().path("status").equals("finished"));
        given().get(path).then().body("progress.rows", equalTo(4000)).body("progress.percent", equalTo(100.0f));
    }

    @Test
    void dataThatARunUsesIsNotDroppedOrMadeAnew() {
        String id = WorkloadApi.start(1, Map.of());
        given().delete("/api/workload/data/sysbench").then().statusCode(409).body("detail", containsString(id));
        post("/api/workload/prepare", request(1, Map.of("tableSize", 1001)))
                .statusCode(409)
                .body("detail", containsString(id));
        post("/api/workload/prepare", request(1, Map.of())).statusCode(200);
    }

    @Test
    void typesTellEveryOption() {
        given().get("/api/workload/types")
                .then()
                .statusCode(200)
                .body("type", equalTo(List.of("sysbench", "tpcc", "tpch")))
                .body("[0].options.name", hasItems("script", "tableSize", "rate", "phases", "maxErrors"))
                .body("[0].options.find { it.name == 'tableSize' }.default", equalTo(100_000))
                .body("[0].options.find { it.name == 'script' }.allowed", hasItem("select_random_ranges"));
    }

    @Test
    void targetsShowNoPasswordAndTellTheirKindOnceTested() {
        given().post("/api/workload/targets/local/test")
                .then()
                .statusCode(200)
                .body("reachable", equalTo(true))
                .body("nodes.kind", equalTo(List.of("mariadb", "mariadb")));
        given().get("/api/workload/targets")
                .then()
                .statusCode(200)
                .body("[0].kind", equalTo("mariadb"))
                .body(not(containsString(nodes.node(1).password())));
        given().post("/api/workload/targets/nowhere/test").then().statusCode(404);
    }

    private static Map<String, Object> definition(int port, String password) {
        return Map.of(
                "nodes",
                List.of(Map.of("name", "only", "host", "127.0.0.1", "port", port)),
                "user",
                MariaDbEngine.USER,
                "password",
                password);
    }

    private static ValidatableResponse put(String name, Object definition) {
        return given().contentType(ContentType.JSON)
                .body(definition)
                .put("/api/workload/targets/" + name)
                .then();
    }

    @Test
    void aStoredTargetIsLoadedAndItsPasswordIsNeverShown() throws SQLException {
        int port = nodes.node(2).port();
        String password = nodes.node(2).password();
        put("mine", definition(port, password))
                .statusCode(200)
                .body("source", equalTo("stored"))
                .body(not(containsString(password)));
        given().get("/api/workload/targets")
                .then()
                .body("name", hasItem("mine"))
                .body(not(containsString(password)));
        given().post("/api/workload/targets/mine/test").then().statusCode(200).body("reachable", equalTo(true));
        Map<String, Object> onMine = new HashMap<>(request(1, Map.of("runningTime", 1)));
        onMine.put("target", "mine");
        post("/api/workload/prepare", onMine).statusCode(200);
        String id =
                post("/api/workload/start", onMine).statusCode(200).extract().path("id");
        assertThat(WorkloadApi.run(id).nodes()).containsExactly("only");
        try (Connection connection = history.getConnection();
                ResultSet row = connection.createStatement().executeQuery("SELECT password FROM target")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).doesNotContain(password).hasSizeGreaterThan(40);
        }

        put("mine", definition(port, "wrong password")).statusCode(200);
        given().post("/api/workload/targets/mine/test")
                .then()
                .body("reachable", equalTo(false))
                .body("nodes[0].error", containsString("Access denied"))
                .body(not(containsString("wrong password")));
        post("/api/workload/prepare", onMine)
                .statusCode(409)
                .body("type", containsString("target-access-denied"))
                .body(not(containsString("wrong password")));
        given().delete("/api/workload/targets/mine").then().statusCode(204);
        given().delete("/api/workload/targets/mine").then().statusCode(404);
        given().post("/api/workload/targets/mine/test").then().statusCode(404);
    }

    @Test
    void aTargetThatIsNoneIsRefused() {
        put("local", definition(3306, "x")).statusCode(409).body("detail", containsString("environment"));
        given().delete("/api/workload/targets/default").then().statusCode(409);
        put("bad name", definition(3306, "x")).statusCode(422);
        put("mine", definition(0, "x")).statusCode(422);
        put("mine", Map.of("nodes", List.of(), "user", "u", "password", "p")).statusCode(422);
        Map<String, Object> node = Map.of("name", "n", "host", "127.0.0.1", "port", 1);
        put("mine", Map.of("nodes", List.of(node, node), "user", "u", "password", "p"))
                .statusCode(422)
                .body("errors[0].msg", containsString("differ"));
        put("mine", Map.of("nodes", List.of(node), "user", "u")).statusCode(422);
    }

    @Test
    void threadsAreDealtByWeightOrByNode() {
        String weighted = WorkloadApi.start(4, Map.of("distribution", Map.of("node1", 3), "runningTime", 1));
        assertThat(WorkloadApi.run(weighted).threads()).isEqualTo(4);
        String eachNode = WorkloadApi.start(1, Map.of("connectionsPerNode", 3, "runningTime", 1));
        assertThat(WorkloadApi.run(eachNode).threads()).isEqualTo(6);
        post("/api/workload/start", request(4, Map.of("distribution", Map.of("node7", 1))))
                .statusCode(422)
                .body("errors[0].msg", containsString("node2"));
        post("/api/workload/start", request(4, Map.of("distribution", Map.of("node1", 0, "node2", 0))))
                .statusCode(422);
        post("/api/workload/start", request(4, Map.of("connectionsPerNode", 1000)))
                .statusCode(422);
    }

    @Test
    void healthIsTheOriginals() {
        given().get("/health").then().statusCode(200).body("status", equalTo("healthy"));
    }
}
