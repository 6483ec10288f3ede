package dev.quintet.anomaly;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

/** Each fault moves its own metric on its node, under load, and on no other, though several are in force at once. */
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

    @AfterEach
    void stopAll() {
        stop().then().statusCode(200);
    }

    @AfterAll
    static void endLoad() {
        NodeLoad.end();
    }

    /**
     * A fault and what it does.
     *
     * @param rise of the metric on its node, at least
     * @param calmRise of the metric on a node without it, at most
     */
    record Effect(String type, String node, String metric, double rise, double calmRise) {}

    static Stream<List<Effect>> together() {
        return Stream.of(
                List.of(
                        new Effect("cpu_stress", "node1", "cpu_percent", 30, 25),
                        new Effect("too_many_indexes", "node1", "indexes", 10, 5),
                        new Effect("network_delay", "node2", "client_rtt_ms", 150, 100),
                        new Effect("cache_bottleneck", "node3", "page_misses_per_s", 5, 3)),
                List.of(
                        new Effect("memory_stress", "node1", "memory_mib", 200, 100),
                        new Effect("network_loss", "node2", "client_jitter_ms", 40, 30),
                        new Effect("lock_contention", "node3", "row_lock_waits_per_s", 5, 3)),
                List.of(
                        new Effect("disk_stress", "node1", "disk_write_bytes_per_s", 1_500_000, 1_200_000),
                        new Effect("network_partition", "node2", "client_rtt_ms", 900, 100),
                        new Effect("slow_query", "node3", "rows_scanned_per_s", 30_000, 5_000)));
    }

    @ParameterizedTest
    @MethodSource("together")
    void faultsUnderLoadMoveTheirMetricsOnTheirOwnNodesAloneAndAreGoneAfterThem(List<Effect> effects)
            throws SQLException {
        NodeLoad.begin(nodes, connections);
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String node : nodes.names()) {
                assertThat(latest("qps", node)).as("load on %s", node).isGreaterThan(20);
            }
        });
        Map<Effect, Map<String, Double>> before = new HashMap<>();
        for (Effect effect : effects) {
            before.put(effect, base(effect.metric()));
            nodes.names().forEach(node -> awaitCalm(effect, node, before));
        }

        effects.forEach(effect -> start(effect.type(), effect.node()).then().statusCode(200));
        for (Effect effect : effects) {
            await(effect.toString()).atMost(PATIENCE).untilAsserted(() -> {
                assertThat(latest(effect.metric(), effect.node()))
                        .isGreaterThan(before.get(effect).get(effect.node()) + effect.rise());
                nodes.names().stream()
                        .filter(node -> !node.equals(effect.node()))
                        .forEach(node -> assertCalm(effect, node, before));
            });
        }

        stop().then().statusCode(200).body("faults.status", everyItem(equalTo("recovered")));
        warmUp(nodes.local().get(2));
        effects.forEach(effect -> awaitCalm(effect, effect.node(), before));
    }

    private static void awaitCalm(Effect effect, String node, Map<Effect, Map<String, Double>> before) {
        await(effect.toString()).atMost(PATIENCE).untilAsserted(() -> assertCalm(effect, node, before));
    }

    private static void assertCalm(Effect effect, String node, Map<Effect, Map<String, Double>> before) {
        assertThat(latest(effect.metric(), node))
                .as("%s of %s", effect.metric(), node)
                .isLessThan(before.get(effect).get(node) + effect.calmRise());
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

    /** What a metric is without a fault, by node: some memory and indexes there are always, of all else nearly none. */
    private Map<String, Double> base(String metric) {
        boolean always = List.of("memory_mib", "indexes").contains(metric);
        return nodes.names().stream()
                .collect(Collectors.toMap(Function.identity(), node -> always ? latest(metric, node) : 0));
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
