package dev.quintet.anomaly;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;
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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Each fault moves its own metric on its node, under load, and on no other. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class FaultEffectTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    Nodes nodes;

    @Inject
    NodeConnections connections;

    MariaDbNodes engines;

    private final List<NodeLoad> loads = new ArrayList<>();

    @AfterEach
    void stopAll() {
        stop().then().statusCode(200);
        loads.forEach(NodeLoad::close);
    }

    @ParameterizedTest
    @CsvSource({
        "network_delay, client_rtt_ms, 150, 100",
        "network_loss, client_rtt_ms, 60, 50",
        "network_loss, client_jitter_ms, 40, 30",
        "network_partition, client_rtt_ms, 900, 100",
        "cache_bottleneck, page_misses_per_s, 5, 3",
        "too_many_indexes, indexes, 10, 5",
        "lock_contention, row_lock_waits_per_s, 5, 3",
        "slow_query, rows_scanned_per_s, 30000, 5000"
    })
    void aFaultUnderLoadMovesItsMetricOnItsNodeAloneAndIsGoneAfterIt(
            String type, String metric, double rise, double calmRise) throws SQLException {
        nodes.local().forEach(node -> loads.add(new NodeLoad(node, connections)));
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String node : nodes.names()) {
                assertThat(latest("qps", node)).as("load on %s", node).isGreaterThan(20);
                assertThat(latest(metric, node)).as("%s of %s", metric, node).isLessThan(base(metric) + calmRise);
            }
        });
        double calm = base(metric) + calmRise;
        double least = base(metric) + rise;

        start(type, "node2").then().statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(latest(metric, "node2")).isGreaterThan(least);
            assertThat(latest(metric, "node1")).isLessThan(calm);
            assertThat(latest(metric, "node3")).isLessThan(calm);
        });

        stop().then().statusCode(200).body("faults[0].status", equalTo("recovered"));
        warmUp(nodes.local().get(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(latest(metric, "node2")).isLessThan(calm));
    }

    @Test
    void aKilledNodeIsBackWhenItsSupervisorStartsItAndTheFaultIsOver() {
        start("pod_kill", "node1").then().statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(engines.node(1).isAlive()).isFalse());
        given().get("/api/anomaly/active").then().body("[0].status", equalTo("active"));
        engines.node(1).start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/anomaly/active").then().body("", hasSize(0)));
    }

    /** What a metric is without load or fault: indexes are always some, of everything else there is none. */
    private static double base(String metric) {
        return metric.equals("indexes") ? latest("indexes", "node1") : 0;
    }

    /** What was pushed out of the cache is read again, as clients would in time. */
    private void warmUp(LocalNode node) throws SQLException {
        try (Connection connection = connections.open(node, PATIENCE);
                Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT SUM(LENGTH(pad)) FROM anomaly_test.t")
                    .close();
        }
    }
}
