package dev.quintet.anomaly.metric.oceanbase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricSource.Reading;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.anomaly.node.RemoteNode;
import dev.quintet.common.api.anomaly.TenantMetrics;
import dev.quintet.local.engine.MariaDbEngine;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** The real SQL, on a MariaDB that carries tables with the names and columns of OceanBase's views. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class OceanBaseSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RemoteNode NODE = new RemoteNode("10.0.0.1");

    @Inject
    Nodes nodes;

    @Inject
    NodeConnections connections;

    @Test
    void countersBecomeRatesGaugesStayAndAServerThatIsNotThereIsSaid() throws SQLException {
        try (Connection connection = connections.open(nodes.local().get(0), PATIENCE);
                Statement sql = connection.createStatement()) {
            views(sql);
            try (OceanBaseSource source = new OceanBaseSource(config(connections.password()))) {
                assertThat(value(source.read(NODE), "cpu_percent")).isEqualTo(150);
                await().atMost(PATIENCE).untilAsserted(() -> {
                    // 500 statements of 2 ms each since the last look, however long ago that was.
                    sql.execute("UPDATE oceanbase.`GV$SYSSTAT` SET VALUE = VALUE + 500 WHERE STAT_ID = 40000");
                    sql.execute("UPDATE oceanbase.`GV$SYSSTAT` SET VALUE = VALUE + 1000000 WHERE STAT_ID = 40001");
                    Reading reading = source.read(NODE);
                    assertThat(reading.problem()).isEmpty();
                    assertThat(value(reading, "qps")).isPositive();
                    assertThat(value(reading, "query_time_ms")).isEqualTo(2, within(0.01f));
                    assertThat(value(reading, "up")).isEqualTo(1);
                    assertThat(value(reading, "memory_mib")).isEqualTo(2048);
                    assertThat(value(reading, "memstore_percent")).isEqualTo(25);
                    assertThat(value(reading, "threads_running")).isEqualTo(1);
                    assertThat(value(reading, "threads_connected")).isEqualTo(2);
                });
                theTenantsAreShownWithWhatTheViewsTell(sql);
                assertThat(source.read(new RemoteNode("10.0.0.9")).problem()).contains("no server 10.0.0.9");

                sql.execute("DROP DATABASE oceanbase");
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(source.read(NODE).problem()).contains("OceanBase at 127.0.0.1"));
            }
        }
    }

    private void theTenantsAreShownWithWhatTheViewsTell(Statement sql) throws SQLException {
        OceanBaseTenants tenants = new OceanBaseTenants(config(connections.password()), Clock.systemUTC());
        sql.execute("INSERT INTO oceanbase.`GV$SYSSTAT` VALUES (1002, '10.0.0.1', 140006, 30, 'SET_VALUE'),"
                + " (1001, '10.0.0.1', 140006, 1, 'SET_VALUE')");
        assertThat(tenants.read(null)).extracting(TenantMetrics::tenant).containsExactly("shop", "sys");
        TenantMetrics sys = tenants.read("sys").get(0);
        assertThat(sys.node()).isEqualTo("10.0.0.1");
        assertThat(sys.cpuPercent()).isEqualTo(150);
        assertThat(sys.memoryUsed()).isEqualTo(2048);
        assertThat(sys.sessionCount()).isEqualTo(2);
        assertThat(sys.activeSessionCount()).isEqualTo(1);
        assertThat(sys.diskUsed()).isNull();
        TenantMetrics shop = tenants.read("shop").get(0);
        assertThat(shop.cpuPercent()).isEqualTo(30);
        assertThat(shop.memoryUsed()).isNull();
        assertThat(shop.sessionCount()).isZero();
    }

    private static void views(Statement sql) throws SQLException {
        sql.execute("DROP DATABASE IF EXISTS oceanbase");
        sql.execute("CREATE DATABASE oceanbase");
        sql.execute("CREATE TABLE oceanbase.`GV$SYSSTAT` (CON_ID BIGINT, SVR_IP VARCHAR(46), STAT_ID BIGINT,"
                + " VALUE BIGINT, VALUE_TYPE VARCHAR(10))");
        for (int id : ServerStats.STAT_IDS) {
            long value = id == 140006 ? 150 : id == 140003 ? 2L << 30 : 1000;
            sql.execute("INSERT INTO oceanbase.`GV$SYSSTAT` VALUES (1, '10.0.0.1', " + id + ", " + value + ", '"
                    + (id >= 130000 ? "SET_VALUE" : "ADD_VALUE") + "')");
        }
        sql.execute("CREATE TABLE oceanbase.DBA_OB_SERVERS (SVR_IP VARCHAR(46), STATUS VARCHAR(20))");
        sql.execute("INSERT INTO oceanbase.DBA_OB_SERVERS VALUES ('10.0.0.1', 'ACTIVE')");
        sql.execute(
                "CREATE TABLE oceanbase.`GV$OB_PROCESSLIST` (SVR_IP VARCHAR(46), STATE VARCHAR(20), TENANT VARCHAR(128))");
        sql.execute("INSERT INTO oceanbase.`GV$OB_PROCESSLIST` VALUES ('10.0.0.1', 'ACTIVE', 'sys'),"
                + " ('10.0.0.1', 'SLEEP', 'sys')");
        sql.execute("CREATE TABLE oceanbase.DBA_OB_TENANTS (TENANT_ID BIGINT, TENANT_NAME VARCHAR(128),"
                + " TENANT_TYPE VARCHAR(32))");
        sql.execute("INSERT INTO oceanbase.DBA_OB_TENANTS VALUES (1, 'sys', 'SYS'), (1001, 'META$1002', 'META'),"
                + " (1002, 'shop', 'USER')");
        sql.execute("CREATE TABLE oceanbase.`GV$OB_MEMSTORE` (SVR_IP VARCHAR(46), MEMSTORE_USED BIGINT,"
                + " MEMSTORE_LIMIT BIGINT)");
        sql.execute("INSERT INTO oceanbase.`GV$OB_MEMSTORE` VALUES ('10.0.0.1', 25, 100)");
        sql.execute("CREATE TABLE oceanbase.`GV$OB_KVCACHE` (SVR_IP VARCHAR(46), CACHE_SIZE BIGINT)");
        sql.execute("CREATE TABLE oceanbase.`GV$OB_SQL_AUDIT` (SVR_IP VARCHAR(46), REQUEST_TIME BIGINT,"
                + " ELAPSED_TIME BIGINT)");
    }

    private static float value(Reading reading, String metric) {
        return reading.values()[
                ServerStats.METRICS.stream().map(Metric::name).toList().indexOf(metric)];
    }

    private OceanBaseConfig config(String password) {
        int port = nodes.local().get(0).port();
        return new OceanBaseConfig() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public String user() {
                return MariaDbEngine.USER;
            }

            @Override
            public Optional<String> password() {
                return Optional.of(password);
            }

            @Override
            public Duration timeout() {
                return PATIENCE;
            }

            @Override
            public Duration slowQuery() {
                return Duration.ofSeconds(1);
            }
        };
    }
}
