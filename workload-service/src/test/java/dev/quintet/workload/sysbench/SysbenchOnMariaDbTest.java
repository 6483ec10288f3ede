package dev.quintet.workload.sysbench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.quintet.common.api.workload.CheckAnswer;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.local.engine.MariaDbEngine;
import dev.quintet.workload.run.Options;
import dev.quintet.workload.run.Preparation;
import dev.quintet.workload.run.Seat;
import dev.quintet.workload.run.Session;
import dev.quintet.workload.run.WorkloadPlan;
import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.Credentials;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SysbenchOnMariaDbTest {

    private static final int SIZE = 1000;

    @TempDir
    private static Path folder;

    private static MariaDbEngine engine;

    private final Connector connector = new Connector(Duration.ofMinutes(1));
    private final SysbenchWorkload workload = new SysbenchWorkload(connector, new TestSysbenchConfig());
    private final Target target = target(MariaDbEngine.USER, engine.password());

    @BeforeAll
    static void startEngine() {
        engine = MariaDbEngine.start(folder, 0);
    }

    @AfterAll
    static void stopEngine() {
        engine.stop();
    }

    @AfterEach
    void dropAll() {
        workload.drop(target, target.nodes());
    }

    private static Target target(String user, String password) {
        return new Target(
                "test",
                Target.Source.LOCAL,
                List.of(Node.remote("node1", "127.0.0.1", engine.port())),
                new Credentials(user, password));
    }

    private static Options options(Map<String, Object> given) {
        Map<String, Object> all = new HashMap<>(Map.of("tables", 3, "tableSize", SIZE));
        all.putAll(given);
        return Options.parse(SysbenchOptions.SPECS, all);
    }

    private Preparation preparation(Target on, Map<String, Object> given) {
        return workload.preparation(on, on.nodes(), options(given), 2);
    }

    private static long count(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(engine.jdbcUrl(), MariaDbEngine.USER, engine.password());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Test
    void preparingMakesSysbenchsTables() throws InterruptedException {
        preparation(target, Map.of()).run();

        assertThat(count("SELECT COUNT(*) FROM sbtest.sbtest3")).isEqualTo(SIZE);
        assertThat(count("SELECT COUNT(*) FROM sbtest.sbtest1 WHERE c RLIKE '^([0-9]{11}-){9}[0-9]{11}$'"
                        + " AND pad RLIKE '^([0-9]{11}-){4}[0-9]{11}$' AND k BETWEEN 1 AND " + SIZE))
                .isEqualTo(SIZE);
        assertThat(count("SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = 'sbtest'"
                        + " AND table_name = 'sbtest2' AND index_name = 'k_2'"))
                .isEqualTo(1);
        assertThat(workload.check(target, target.nodes(), options(Map.of())).passed())
                .isTrue();
        assertThat(preparation(target, Map.of()).alreadyDone()).isTrue();
    }

    @Test
    void aTableThatLostARowIsFoundAndMadeAnewAndTheOthersAreLeft() throws InterruptedException {
        preparation(target, Map.of()).run();
        count("DELETE FROM sbtest.sbtest2 WHERE id = 17");
        count("UPDATE sbtest.sbtest1 SET pad = 'mark' WHERE id = 1");

        CheckAnswer check = workload.check(target, target.nodes(), options(Map.of()));
        assertThat(check.passed()).isFalse();
        assertThat(check.checks().get(1).detail()).startsWith("999 rows");
        Preparation again = preparation(target, Map.of());
        assertThat(again.alreadyDone()).isFalse();
        again.run();

        assertThat(again.progress().totalRows()).isEqualTo(SIZE);
        assertThat(count("SELECT COUNT(*) FROM sbtest.sbtest2")).isEqualTo(SIZE);
        assertThat(count("SELECT COUNT(*) FROM sbtest.sbtest1 WHERE pad = 'mark'"))
                .isEqualTo(1);
    }

    @Test
    void aPreparationThatFailsLeavesNothingAndSaysWhyInTheDatabasesWords() {
        count("CREATE USER IF NOT EXISTS 'limited'@'127.0.0.1' IDENTIFIED BY 'limited'");
        count("GRANT SELECT, CREATE, DROP, INDEX ON sbtest.* TO 'limited'@'127.0.0.1'");

        ProblemException failure =
                catchThrowableOfType(ProblemException.class, () -> preparation(target("limited", "limited"), Map.of())
                        .run());

        assertThat(failure.status()).isEqualTo(409);
        assertThat(failure.getMessage())
                .contains("node1", "INSERT command denied")
                .doesNotContain("conn=");
        assertThat(count("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'sbtest'"))
                .isZero();
    }

    @Test
    void aCancelledPreparationLeavesNothing() {
        Preparation preparation = preparation(target, Map.of("tableSize", 2_000_000, "tables", 1));
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                preparation.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> preparation.progress().rows() > 0);
        preparation.cancel();

        assertThat(running)
                .failsWithin(Duration.ofMinutes(5))
                .withThrowableThat()
                .withRootCauseInstanceOf(CancellationException.class);
        assertThat(count("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'sbtest'"))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Script.class)
    void eachScriptRunsOnPreparedData(Script script) throws InterruptedException, SQLException {
        Map<String, Object> given = Map.of("script", script.label());
        preparation(target, given).run();
        WorkloadPlan plan = workload.plan(options(given), 2);
        plan.requireReady(target, target.nodes().get(0), 2);

        try (Connection connection = connector.openForLoad(
                target, target.nodes().get(0), plan.database(), plan.serverPrepared(), socket -> {})) {
            Session session = plan.open(connection, new Seat(target.nodes().get(0), 0, 1, 1), new Random(3));
            int expected =
                    switch (script) {
                        case OLTP_READ_WRITE -> 20;
                        case OLTP_READ_ONLY -> 16;
                        case OLTP_WRITE_ONLY -> 6;
                        default -> 1;
                    };
            for (int i = 0; i < 20; i++) {
                assertThat(session.execute(session.choose())).isEqualTo(expected);
            }
        }
        switch (script) {
            case OLTP_INSERT -> assertThat(rowsOfAll()).isEqualTo(3 * SIZE + 20);
            case OLTP_DELETE -> assertThat(rowsOfAll()).isBetween(3 * SIZE - 20L, 3 * SIZE - 15L);
            case BULK_INSERT ->
                assertThat(count("SELECT COUNT(*) FROM sbtest_bulk.sbtest2")).isEqualTo(20_000);
            default -> assertThat(rowsOfAll()).isEqualTo(3 * SIZE);
        }
    }

    private static long rowsOfAll() {
        return count("SELECT (SELECT COUNT(*) FROM sbtest.sbtest1) + (SELECT COUNT(*) FROM sbtest.sbtest2)"
                + " + (SELECT COUNT(*) FROM sbtest.sbtest3)");
    }

    @Test
    void aNodeThatAllowsTooFewPreparedStatementsIsToldBefore() throws InterruptedException {
        preparation(target, Map.of()).run();
        count("SET GLOBAL max_prepared_stmt_count = 100");
        try {
            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> workload.plan(options(Map.of()), 64)
                            .requireReady(target, target.nodes().get(0), 64));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.getMessage()).contains("1728", "100", "max_prepared_stmt_count");
        } finally {
            count("SET GLOBAL max_prepared_stmt_count = 16382");
        }
    }

    @Test
    void droppingLeavesTheDatabaseWhenItHoldsSomethingElse() throws InterruptedException {
        preparation(target, Map.of()).run();
        count("CREATE TABLE sbtest.other (id INT)");
        workload.drop(target, target.nodes());

        assertThat(count("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'sbtest'"))
                .isEqualTo(1);
        count("DROP TABLE sbtest.other");
    }
}
