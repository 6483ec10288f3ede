package dev.quintet.anomaly.experiment;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.Drill;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** The fault that is a load, asked of a stand-in over HTTP. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(WorkloadStandIn.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class WorkloadSpikeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    WorkloadStandIn workloads;

    @Inject
    Nodes nodes;

    @Inject
    NodeConnections connections;

    @Test
    void aWorkloadSpikeIsALoadOfTheWorkloadServiceOnItsNodeAlone() throws SQLException {
        try (Connection connection = connections.open(nodes.local().get(2), PATIENCE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS sbtest");
            statement.execute("CREATE TABLE sbtest.sbtest1 (id INT PRIMARY KEY)");
            statement.execute("INSERT INTO sbtest.sbtest1 VALUES (1), (77)");
            Drill.start("workload_spike", "node3").then().statusCode(200);
            WorkloadStandIn.Run spike = workloads.runs().values().stream()
                    .filter(run -> run.stoppedAt() == null)
                    .findFirst()
                    .orElseThrow();
            assertThat(spike.request().path("threads").asInt()).isEqualTo(8);
            assertThat(spike.request().path("options").path("nodes").toString()).isEqualTo("[\"node3\"]");
            assertThat(spike.request().path("options").path("tableSize").asInt())
                    .isEqualTo(77);
            assertThat(spike.request().path("options").path("runningTime").asInt())
                    .isEqualTo(180);

            Drill.stop().then().statusCode(200).body("faults[0].status", equalTo("recovered"));
            assertThat(workloads.runs().values()).allMatch(run -> run.stoppedAt() != null);
            statement.execute("DROP DATABASE sbtest");
        }
    }
}
