package dev.quintet.workload.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.workload.RunSummary;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.local.engine.MariaDbEngine;
import dev.quintet.local.test.MariaDbNodes;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;
import dev.quintet.workload.WorkloadApi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What runs do when a node hangs, dies and comes back. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = MariaDbTestResource.class, initArgs = @ResourceArg(name = "nodes", value = "2"))
class FaultTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private MariaDbNodes nodes;

    @BeforeEach
    void prepare() {
        WorkloadApi.prepare();
    }

    @AfterEach
    void stopAll() {
        given().post("/api/workload/stop-all").then().statusCode(200);
    }

    private static RunSummary summary(String id) {
        return WorkloadApi.run(id).summary();
    }

    private static void awaitTransactions(String id, String node, long more) {
        long before = summary(id).nodes().get(node).count();
        await().atMost(PATIENCE).until(() -> summary(id).nodes().get(node).count() >= before + more);
    }

    private static long connections(MariaDbEngine engine) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(engine.jdbcUrl(), MariaDbEngine.USER, engine.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COUNT(*) FROM information_schema.processlist WHERE db = 'sbtest'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aStallOfTwoSecondsIsSeenInTheLatencyWithARate() throws Exception {
        Map<String, Object> options =
                Map.of("script", "oltp_point_select", "rate", 100, "arrivals", "regular", "nodes", List.of("node1"));
        String id = WorkloadApi.start(4, options);
        awaitTransactions(id, "node1", 100);
        WorkloadApi.signal(nodes.node(1).pid(), "STOP");
        Instant stalled = Instant.now();
        try {
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(stalled.plusSeconds(2)));
        } finally {
            WorkloadApi.signal(nodes.node(1).pid(), "CONT");
        }
        awaitTransactions(id, "node1", 250);
        WorkloadApi.stop(id);

        RunSummary seen = summary(id);
        // About 200 arrived in the stall and waited 0 to 2 s; a closed loop would have seen four.
        assertThat(seen.total().latencyMs().max()).isGreaterThan(1900);
        assertThat(seen.total().latencyMs().p99()).isGreaterThan(1500);
        assertThat(seen.total().latencyMs().p95()).isGreaterThan(500);
        assertThat(seen.total().errors()).isZero();
    }

    @Test
    void aNodeThatDiesIsCountedByKindAndServedAgainWhenItIsBack() {
        String id = WorkloadApi.start(4, Map.of("script", "oltp_point_select"));
        awaitTransactions(id, "node2", 10);
        nodes.node(2).kill();
        awaitTransactions(id, "node1", 50);
        await().atMost(PATIENCE).until(() -> summary(id).errors().containsKey("connect_failed"));
        nodes.node(2).restart();
        awaitTransactions(id, "node2", 50);
        WorkloadApi.stop(id);

        RunView run = WorkloadApi.run(id);
        assertThat(run.status()).isEqualTo("stopped");
        assertThat(run.summary().errors()).containsOnlyKeys("connection_lost", "connect_failed");
        assertThat(run.summary().errors()).containsEntry("connection_lost", 2L);
        assertThat(run.summary().nodes().get("node1").errors()).isZero();
        assertThat(run.message()).contains("last error");
    }

    @Test
    void tooManyErrorsEndARun() {
        String id = WorkloadApi.start(2, Map.of("maxErrors", 3, "nodes", List.of("node2")));
        awaitTransactions(id, "node2", 10);
        nodes.node(2).kill();
        try {
            await().atMost(PATIENCE).until(() -> WorkloadApi.run(id).status().equals("failed"));
            assertThat(WorkloadApi.run(id).message()).startsWith("more than 3 errors; last: ");
            WorkloadApi.post("/api/workload/start", WorkloadApi.request(1, Map.of("nodes", List.of("node2"))))
                    .statusCode(503)
                    .header("Retry-After", "5");
        } finally {
            nodes.node(2).restart();
        }
    }

    @Test
    void aStopEndsARunWhoseStatementsHangAndLeavesNoConnection() throws SQLException {
        String id = WorkloadApi.start(4, Map.of("script", "oltp_update_index", "nodes", List.of("node1")));
        awaitTransactions(id, "node1", 10);
        MariaDbEngine engine = nodes.node(1);
        try (Connection connection =
                        DriverManager.getConnection(engine.jdbcUrl(), MariaDbEngine.USER, engine.password());
                Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLES sbtest.sbtest1 WRITE, sbtest.sbtest2 WRITE");
            WorkloadApi.stop(id);

            RunView run = WorkloadApi.run(id);
            assertThat(run.status()).isEqualTo("stopped");
            assertThat(run.summary().errors()).isEmpty();
            await().atMost(PATIENCE).until(() -> connections(engine) == 0);
        }
    }

    @Test
    void aStopEndsARunOnAServerThatHangs() throws Exception {
        String id = WorkloadApi.start(4, Map.of("nodes", List.of("node1")));
        awaitTransactions(id, "node1", 10);
        WorkloadApi.signal(nodes.node(1).pid(), "STOP");
        try {
            WorkloadApi.stop(id);
            assertThat(WorkloadApi.run(id).status()).isEqualTo("stopped");
        } finally {
            WorkloadApi.signal(nodes.node(1).pid(), "CONT");
        }
        await().atMost(PATIENCE).until(() -> connections(nodes.node(1)) == 0);
    }
}
