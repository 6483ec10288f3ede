package dev.quintet.workload.tpch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

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

/** Scale factor 0.01, loaded once: the size whose answers come with the generator. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TpchOnMariaDbTest {

    @TempDir
    private static Path folder;

    private static MariaDbEngine engine;
    private static Target target;
    private static Connection root;

    private static final Connector CONNECTOR = new Connector(Duration.ofMinutes(1));
    private static final TpchWorkload WORKLOAD = new TpchWorkload(CONNECTOR, new TestTpchConfig());

    @BeforeAll
    static void load() throws Exception {
        engine = MariaDbEngine.start(folder.resolve("node"), 0);
        target = new Target(
                "test",
                Target.Source.LOCAL,
                List.of(Node.remote("node1", "127.0.0.1", engine.port())),
                new Credentials(MariaDbEngine.USER, engine.password()));
        root = DriverManager.getConnection(engine.jdbcUrl(), MariaDbEngine.USER, engine.password());
        preparation(0.01).run();
        root.setCatalog("tpch");
    }

    @AfterAll
    static void stop() throws SQLException {
        root.close();
        engine.stop();
    }

    private static Options options(Map<String, Object> given) {
        return Options.parse(TpchOptions.SPECS, given);
    }

    private static Preparation preparation(double scaleFactor) {
        return WORKLOAD.preparation(target, target.nodes(), options(Map.of("scaleFactor", scaleFactor)), 2);
    }

    private static CheckAnswer check() {
        return WORKLOAD.check(target, target.nodes(), options(Map.of("scaleFactor", 0.01)));
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
    void all22AnswersAreThoseOfTheReference() throws Exception {
        CheckAnswer check = check();
        assertThat(check.checks().stream().filter(one -> !one.passed())).isEmpty();
        assertThat(check.checks()).hasSize(8 + 22);
        assertThat(number("SELECT COUNT(*) FROM lineitem")).isEqualTo(60_175);
        assertThat(preparation(0.01).alreadyDone()).isTrue();
        assertThat(preparation(0.02).alreadyDone()).isFalse();
    }

    @Test
    @Order(2)
    void aChangedRowIsSeenInTheAnswers() throws Exception {
        execute("UPDATE lineitem SET l_extendedprice = l_extendedprice + 1 WHERE l_shipdate = '1994-02-03'"
                + " AND l_discount = 0.06 AND l_quantity < 24");
        try {
            CheckAnswer check = check();
            assertThat(check.passed()).isFalse();
            assertThat(check.checks().stream().filter(one -> !one.passed()).map(CheckAnswer.Check::subject))
                    .contains("q1", "q6")
                    .doesNotContain("q16", "q22");
        } finally {
            execute("UPDATE lineitem SET l_extendedprice = l_extendedprice - 1 WHERE l_shipdate = '1994-02-03'"
                    + " AND l_discount = 0.06 AND l_quantity < 24");
        }
        execute("DELETE FROM lineitem WHERE l_orderkey = 1 AND l_linenumber = 1");
        assertThat(check().checks())
                .anySatisfy(one -> assertThat(one.detail()).isEqualTo("60174 rows; expected 60175"));
        assertThat(preparation(0.01).alreadyDone()).isFalse();
    }

    @Test
    @Order(3)
    void queriesWithDrawnParametersRunInTheOrderOfTheirStream() throws Exception {
        WorkloadPlan plan = WORKLOAD.plan(options(Map.of("scaleFactor", 0.01)), 1);
        plan.requireReady(target, target.nodes().get(0), 1);
        try (Connection connection = connect()) {
            Session session = plan.open(connection, seat(0), new SplittableRandom());
            for (int place = 0; place < 24; place++) {
                int query = session.choose();
                assertThat(plan.transactions().get(query)).isEqualTo("q" + QueryOrder.query(1, place % 22));
                assertThat(session.execute(query)).isEqualTo(1);
            }
        }
    }

    @Test
    @Order(4)
    void aFullTestGivesQphHAndItsRefreshFunctionsReplaceOrders() throws Exception {
        WorkloadPlan plan = WORKLOAD.plan(options(Map.of("scaleFactor", 0.01, "test", "full")), 2);
        plan.requireReady(target, target.nodes().get(0), 2);
        long orders = number("SELECT COUNT(*) FROM orders");
        try (Connection first = connect();
                Connection second = connect()) {
            Session power = plan.open(first, seat(0), new SplittableRandom());
            Session stream = plan.open(second, seat(1), new SplittableRandom());
            assertThat(stream.choose()).isEqualTo(Session.LATER);
            for (int i = 0; i < 24; i++) {
                power.execute(power.choose());
            }
            assertThat(number("SELECT COUNT(*) FROM orders WHERE o_orderkey & 8"))
                    .isEqualTo(15);
            assertThat(plan.result(TestProgramTest.OUTCOME).orElseThrow().value())
                    .isNull();
            while (stream.choose() != Session.DONE) {
                stream.execute(stream.choose());
            }
            while (power.choose() != Session.DONE) {
                power.execute(power.choose());
            }
        }
        assertThat(plan.result(TestProgramTest.OUTCOME).orElseThrow().value()).isPositive();
        assertThat(number("SELECT COUNT(*) FROM orders")).isEqualTo(orders);
        assertThat(number("SELECT COUNT(*) FROM orders WHERE o_orderkey & 8")).isEqualTo(30);
        assertThat(number("SELECT COUNT(*) FROM orders WHERE NOT EXISTS (SELECT * FROM lineitem WHERE l_orderkey ="
                        + " o_orderkey)"))
                .isZero();
        assertThat(check().checks()).anySatisfy(one -> assertThat(one.detail()).contains("refreshed 2 times"));
    }

    private static Connection connect() throws SQLException {
        return CONNECTOR.openForLoad(target, target.nodes().get(0), "tpch", false, socket -> {});
    }

    private static Seat seat(int worker) {
        return new Seat(target.nodes().get(0), 0, worker, worker);
    }

    @Test
    @Order(5)
    void dataOfAnotherSizeIsRefusedWithTheWay() {
        WorkloadPlan plan = WORKLOAD.plan(options(Map.of("scaleFactor", 0.5)), 1);
        assertThat(catchThrowableOfType(
                        ProblemException.class,
                        () -> plan.requireReady(target, target.nodes().get(0), 1)))
                .hasMessageContaining("scale factor 0.01")
                .hasMessageContaining("/api/workload/prepare");
    }

    @Test
    @Order(6)
    void droppingLeavesNothing() throws Exception {
        WORKLOAD.drop(target, target.nodes());
        assertThat(number("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'tpch'"))
                .isZero();
    }
}
