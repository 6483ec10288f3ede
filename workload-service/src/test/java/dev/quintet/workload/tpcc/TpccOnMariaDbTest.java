package dev.quintet.workload.tpcc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
import dev.quintet.workload.target.ErrorKind;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** One warehouse of full size, loaded once: a smaller one would not be TPC-C's. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TpccOnMariaDbTest {

    @TempDir
    private static Path folder;

    private static MariaDbEngine engine;
    private static Target target;
    private static Connection root;

    private static final Connector CONNECTOR = new Connector(Duration.ofMinutes(1));
    private static final TpccWorkload WORKLOAD = new TpccWorkload(CONNECTOR, new TestTpccConfig());

    @BeforeAll
    static void load() throws Exception {
        engine = MariaDbEngine.start(folder.resolve("node"), 0);
        target = new Target(
                "test",
                Target.Source.LOCAL,
                List.of(Node.remote("node1", "127.0.0.1", engine.port())),
                new Credentials(MariaDbEngine.USER, engine.password()));
        root = DriverManager.getConnection(engine.jdbcUrl(), MariaDbEngine.USER, engine.password());
        preparation().run();
        execute("USE tpcc");
    }

    @AfterAll
    static void stop() throws SQLException {
        root.close();
        engine.stop();
    }

    private static Options options(int warehouses) {
        return Options.parse(TpccOptions.SPECS, Map.of("warehouses", warehouses));
    }

    private static Preparation preparation() {
        return WORKLOAD.preparation(target, target.nodes(), options(1), 2);
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (Statement statement = root.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    @Order(1)
    void theDataIsAsTheClauseSays() throws Exception {
        assertThat(number("SELECT COUNT(*) FROM item")).isEqualTo(100_000);
        assertThat(number("SELECT COUNT(*) FROM stock")).isEqualTo(100_000);
        assertThat(number("SELECT COUNT(*) FROM customer")).isEqualTo(30_000);
        assertThat(number("SELECT COUNT(*) FROM history")).isEqualTo(30_000);
        assertThat(number("SELECT COUNT(*) FROM orders")).isEqualTo(30_000);
        assertThat(number("SELECT COUNT(*) FROM new_orders")).isEqualTo(9_000);
        assertThat(number("SELECT COUNT(*) FROM order_line")).isBetween(297_000L, 303_000L);
        assertThat(number("SELECT COUNT(*) FROM item WHERE i_data LIKE '%ORIGINAL%'"))
                .isBetween(9_500L, 10_500L);
        assertThat(number("SELECT COUNT(*) FROM customer WHERE c_credit = 'BC'"))
                .isBetween(2_700L, 3_300L);
        assertThat(number("SELECT COUNT(DISTINCT c_last) FROM customer WHERE c_d_id = 3"))
                .isEqualTo(1000);
        assertThat(number("SELECT COUNT(DISTINCT o_c_id) FROM orders WHERE o_d_id = 7"))
                .isEqualTo(3000);
        assertThat(number("SELECT COUNT(*) FROM customer WHERE LENGTH(c_data) NOT BETWEEN 300 AND 500"
                        + " OR c_balance <> -10 OR c_discount > 0.5 OR c_zip NOT LIKE '____11111'"))
                .isZero();
        assertThat(
                        number(
                                "SELECT COUNT(*) FROM order_line WHERE (ol_o_id < 2101 AND (ol_amount <> 0 OR"
                                        + " ol_delivery_d IS NULL)) OR (ol_o_id > 2100 AND (ol_amount < 0.01 OR ol_delivery_d IS NOT NULL))"))
                .isZero();
        CheckAnswer check = WORKLOAD.check(target, target.nodes(), options(1));
        assertThat(check.checks()).hasSize(13).allMatch(CheckAnswer.Check::passed);
        assertThat(preparation().alreadyDone()).isTrue();
    }

    @ParameterizedTest(name = "condition {0}")
    @Order(2)
    @CsvSource(
            delimiter = '|',
            value = {
                "1  | UPDATE warehouse SET w_ytd = w_ytd + 0.01",
                "1  | DELETE FROM district WHERE d_id = 4",
                "2  | UPDATE district SET d_next_o_id = d_next_o_id + 1 WHERE d_id = 9",
                "2  | DELETE FROM orders WHERE o_id = 3000 AND o_d_id = 1",
                "3  | DELETE FROM new_orders WHERE no_d_id = 5 AND no_o_id = 2500",
                "4  | DELETE FROM order_line WHERE ol_d_id = 5 AND ol_o_id = 77 AND ol_number = 1",
                "5  | UPDATE orders SET o_carrier_id = NULL WHERE o_d_id = 2 AND o_id = 5",
                "5  | DELETE FROM new_orders WHERE no_d_id = 2 AND no_o_id = 2101",
                "6  | DELETE FROM order_line WHERE ol_d_id = 8 AND ol_o_id = 12",
                "7  | UPDATE order_line SET ol_delivery_d = NULL WHERE ol_d_id = 6 AND ol_o_id = 1 AND ol_number = 2",
                "7  | DELETE FROM orders WHERE o_d_id = 6 AND o_id = 1",
                "8  | DELETE FROM history WHERE h_c_id = 1 AND h_d_id = 1",
                "8  | DELETE FROM history",
                "9  | UPDATE district SET d_ytd = d_ytd - 1 WHERE d_id = 10",
                "10 | UPDATE customer SET c_balance = c_balance + 1 WHERE c_id = 100 AND c_d_id = 3",
                "10 | DELETE FROM history WHERE h_c_id = 9 AND h_c_d_id = 9",
                "11 | DELETE FROM orders WHERE o_d_id = 7 AND o_id = 44",
                "12 | UPDATE customer SET c_ytd_payment = 11 WHERE c_id = 3000 AND c_d_id = 10"
            })
    void eachConditionFindsWhatBreaksIt(int number, String harm) throws SQLException {
        ConsistencyCondition condition = ConsistencyCondition.ALL.get(number - 1);
        TpccCheck check = new TpccCheck(root, "tpcc", target.nodes().get(0));
        root.setAutoCommit(false);
        try {
            assertThat(check.check(condition).passed()).isTrue();
            execute(harm);
            CheckAnswer.Check found = check.check(condition);
            assertThat(found.passed()).isFalse();
            assertThat(found.subject()).isEqualTo("condition " + number);
            assertThat(found.detail()).contains("Broken by warehouse 1");
        } finally {
            root.rollback();
            root.setAutoCommit(true);
        }
    }

    @Test
    @Order(3)
    void aMeantFailureLeavesNothing() throws Exception {
        long before = number("SELECT SUM(d_next_o_id) FROM district");
        LongAdder rolledBack = new LongAdder();
        try (Connection connection = connect()) {
            Statements sql = new Statements(connection);
            NewOrder order = new NewOrder(terminal(), rolledBack);
            long entered = 0;
            while (rolledBack.sum() == 0) {
                order.draw();
                order.execute(sql);
                entered++;
            }
            assertThat(number("SELECT SUM(d_next_o_id) FROM district")).isEqualTo(before + entered - 1);
        }
    }

    private static Connection connect() throws SQLException {
        return CONNECTOR.openForLoad(target, target.nodes().get(0), "tpcc", true, socket -> {});
    }

    private static Terminal terminal() {
        return new Terminal(new Draws(new SplittableRandom()), new Constants(1, 2, 3), List.of(1), 1, 1);
    }

    @Test
    @Order(4)
    void theConditionsHoldAfterTerminalsWorkedSideBySideWithDeadlocksRetried() throws Exception {
        long before = number("SELECT SUM(d_next_o_id) FROM district");
        WorkloadPlan plan = WORKLOAD.plan(options(1), 4);
        plan.requireReady(target, target.nodes().get(0), 4);
        plan.requireComplete();
        List<CompletableFuture<Long>> terminals = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int worker = i;
            terminals.add(CompletableFuture.supplyAsync(() -> work(plan, worker, 100)));
        }
        for (CompletableFuture<Long> terminal : terminals) {
            assertThat(terminal.get(5, TimeUnit.MINUTES)).isGreaterThan(1000);
        }

        CheckAnswer check = WORKLOAD.check(target, target.nodes(), options(1));
        assertThat(check.checks()).allMatch(CheckAnswer.Check::passed);
        // Four decks: 180 new orders, of which some fail as meant, 172 payments and 16 deliveries of ten orders each.
        assertThat(number("SELECT SUM(d_next_o_id) FROM district") - before).isBetween(160L, 180L);
        assertThat(number("SELECT COUNT(*) FROM history")).isEqualTo(30_000 + 172);
        assertThat(number("SELECT SUM(c_delivery_cnt) FROM customer")).isEqualTo(160);
        assertThat(number("SELECT SUM(s_ytd) FROM stock"))
                .isEqualTo(number("SELECT SUM(ol_quantity) FROM order_line WHERE ol_o_id > 3000"));
        assertThat(preparation().alreadyDone()).isTrue();
    }

    private static long work(WorkloadPlan plan, int worker, int transactions) {
        Node node = target.nodes().get(0);
        long statements = 0;
        try (Connection connection = connect()) {
            Session session = plan.open(connection, new Seat(node, 0, worker, worker), new SplittableRandom(worker));
            for (int i = 0; i < transactions; i++) {
                int transaction = session.choose();
                boolean done = false;
                while (!done) {
                    try {
                        statements += session.execute(transaction);
                        done = true;
                    } catch (SQLException e) {
                        if (!ErrorKind.of(e).retryable()) {
                            throw e;
                        }
                        connection.rollback();
                    }
                }
            }
            return statements;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(5)
    void moreWarehousesThanArePreparedAreRefusedWithTheWay() throws Exception {
        WorkloadPlan plan = WORKLOAD.plan(options(2), 1);
        plan.requireReady(target, target.nodes().get(0), 1);
        assertThat(catchThrowableOfType(ProblemException.class, plan::requireComplete))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(409))
                .hasMessageContaining("1 of 2 warehouses")
                .hasMessageContaining("/api/workload/prepare");
    }

    @Test
    @Order(6)
    void droppingLeavesNothingAndForeignTablesAreNotTouched() throws Exception {
        WORKLOAD.drop(target, target.nodes());
        assertThat(number("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'tpcc'"))
                .isZero();
        execute("CREATE DATABASE tpcc");
        execute("CREATE TABLE tpcc.warehouse (mine INT)");
        WORKLOAD.drop(target, target.nodes());
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> preparation().run())
                        .status())
                .isEqualTo(409);
        assertThat(number("SELECT COUNT(*) FROM tpcc.warehouse")).isZero();
        execute("DROP DATABASE tpcc");
    }

    @Test
    @Order(7)
    void aCancelledPreparationLeavesNothing() throws Exception {
        Preparation preparation = preparation();
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                preparation.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofMinutes(5)).until(() -> preparation.progress().rows() > 0);
        preparation.cancel();
        assertThat(running)
                .failsWithin(Duration.ofMinutes(5))
                .withThrowableThat()
                .withRootCauseInstanceOf(CancellationException.class);
        assertThat(number("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'tpcc'"))
                .isZero();
    }
}
