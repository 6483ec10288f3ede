package dev.quintet.suite;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import dev.quintet.suite.SuiteUnderTest.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Three gateways before three task APIs, five workers and five badge services on one Redis and one PostgreSQL. Not among
 * the tests, for its twenty JVMs: {@code mvn -pl deploy/suite-test -am verify -Dtest=ScalingCheck
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScalingCheck {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private static final Map<String, String> NO_WORKER = Map.of("QUINTET_TASKS_WORKER_ENABLED", "false");
    private static final Map<String, String> NO_API = Map.of("QUINTET_TASKS_API_ENABLED", "false");

    private static final long TASKS_BETWEEN_DEATHS = 30;

    private static SuiteUnderTest suite;
    private static final List<Replica> TASKS = new ArrayList<>();
    private static final List<Replica> WORKERS = new ArrayList<>();
    private static final List<Replica> BADGES = new ArrayList<>();
    private static final List<Replica> GATEWAYS = new ArrayList<>();

    @BeforeAll
    static void startAll() throws Exception {
        suite = new SuiteUnderTest();
        Outcome up = suite.run("up", "--detach");
        assertThat(up.exitCode()).as(up.output()).isZero();
        Map<String, Long> pids = new LinkedHashMap<>();
        for (JsonNode unit : suite.status().path("units")) {
            pids.put(unit.path("name").asText(), unit.path("pid").asLong());
        }
        // The suite's own task and badge service are the first of each; its task service is a worker too.
        start(TASKS, 2, "task-api", pids.get("task"), NO_WORKER);
        start(WORKERS, 4, "task-worker", pids.get("task"), NO_API);
        start(BADGES, 4, "badge", pids.get("badge"), Map.of());
        start(
                GATEWAYS,
                3,
                "gateway",
                pids.get("gateway"),
                Map.of(
                        "QUINTET_GATEWAY_SERVICES_TASK_URL", addresses("task", TASKS),
                        "QUINTET_GATEWAY_SERVICES_BADGE_URL", addresses("badge", BADGES)));
    }

    private static void start(List<Replica> to, int count, String name, long like, Map<String, String> settings)
            throws IOException {
        for (int i = 1; i <= count; i++) {
            to.add(Replica.of(name + "-" + i, like, settings, suite.home().resolve(".quintet/logs")));
        }
        for (Replica replica : to) {
            await(replica.name()).atMost(Duration.ofMinutes(5)).until(() -> replica.isReady(HTTP));
        }
    }

    private static String addresses(String first, List<Replica> others) {
        return Stream.concat(Stream.of(suite.address(first)), others.stream().map(Replica::address))
                .collect(Collectors.joining(","));
    }

    @AfterAll
    static void stopAll() throws IOException {
        Stream.of(GATEWAYS, TASKS, WORKERS, BADGES).flatMap(List::stream).forEach(replica -> replica.process()
                .kill());
        suite.close();
    }

    @Test
    @Order(1)
    void theSuitesChecksHoldThroughEachGateway() throws Exception {
        for (Outcome load : loads(GATEWAYS, "check")) {
            assertThat(load.exitCode()).as(load.output()).isZero();
        }
    }

    @Test
    @Order(2)
    void underLoadThroughAllGatewaysEveryAnswerIsRight() throws Exception {
        for (Outcome load : loads(GATEWAYS, "mixed")) {
            assertThat(load.exitCode()).as(load.output()).isZero();
        }
    }

    /** Who is being served by what dies may see an error, and sends again; what was accepted is there, and once. */
    @Test
    @Order(3)
    void nothingIsLostOrDoubledWhenOneOfEachDiesUnderLoad() throws Exception {
        List<Replica> surviving = GATEWAYS.subList(0, 2);
        ExecutorService killer = Executors.newSingleThreadExecutor();
        try {
            Future<?> deaths = killer.submit(() -> {
                for (List<Replica> kind : List.of(GATEWAYS, TASKS, WORKERS, BADGES)) {
                    awaitTasksMore(TASKS_BETWEEN_DEATHS);
                    kind.get(kind.size() - 1).process().kill();
                }
                return null;
            });
            List<Outcome> loads = loads(surviving, "mixed");
            deaths.get();
            for (Outcome load : loads) {
                assertThat(load.output())
                        .as("what was accepted")
                        .contains("what was accepted:")
                        .doesNotContain("LOST OR WRONG");
                System.out.println(load.output());
            }
        } finally {
            killer.shutdownNow();
        }
    }

    /** Until the load that runs has had so many tasks more done. */
    private static void awaitTasksMore(long more) throws IOException, InterruptedException {
        long before = tasksDone();
        await().atMost(Duration.ofMinutes(5))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> tasksDone() >= before + more);
    }

    private static long tasksDone() throws IOException, InterruptedException {
        long done = 0;
        for (JsonNode queue : SuiteUnderTest.JSON.readTree(
                suite.call("GET", "/api/queues", null).body())) {
            done += queue.at("/totals/succeeded").asLong();
        }
        return done;
    }

    @Test
    @Order(4)
    void thoseThatAreLeftAnswerEverything() throws Exception {
        for (Outcome load : loads(GATEWAYS.subList(0, 2), "mixed")) {
            assertThat(load.exitCode()).as(load.output()).isZero();
        }
    }

    /** The suite's own load client through each of the gateways at once. */
    private static List<Outcome> loads(List<Replica> gateways, String mode) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(gateways.size());
        try {
            List<Callable<Outcome>> runs = gateways.stream()
                    .<Callable<Outcome>>map(gateway -> () -> suite.run(
                            "load",
                            "--gateway",
                            gateway.address(),
                            "--key-file",
                            suite.home().resolve(".quintet/operator.key").toString(),
                            "--mode",
                            mode,
                            "--requests",
                            "1200",
                            "--concurrency",
                            "6",
                            "--timeout-ms",
                            "60000"))
                    .toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> run : threads.invokeAll(runs)) {
                outcomes.add(run.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
