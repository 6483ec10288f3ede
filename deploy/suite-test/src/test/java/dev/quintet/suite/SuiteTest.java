package dev.quintet.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.local.process.Ports;
import dev.quintet.suite.SuiteUnderTest.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The suite's life as a user sees it, in one run: up, the guides, the demo, load, things killed, down, and again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SuiteTest {
    private static final Set<String> SERVICES = Set.of("gateway", "task", "backendify", "badge", "workload", "anomaly");

    private static SuiteUnderTest suite;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    @BeforeAll
    static void makeHome() throws IOException {
        suite = new SuiteUnderTest();
    }

    @AfterAll
    static void clearUp() throws IOException {
        suite.close();
    }

    @Test
    @Order(1)
    void nothingRunsYetAndDownSaysSo() throws Exception {
        Outcome down = suite.run("down");
        assertThat(down.exitCode()).as(down.output()).isZero();
    }

    @Test
    @Order(2)
    void upStartsEverything() throws Exception {
        Outcome up = suite.run("up", "--detach");
        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("gateway", "console: " + suite.gateway() + "/#key=");
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(healthyUnits())
                        .containsAll(SERVICES)
                        .contains("redis", "postgres", "node1", "node2", "node3"));
    }

    @Test
    @Order(3)
    void aSecondUpSaysThatItRuns() throws Exception {
        Outcome again = suite.run("up", "--detach");
        assertThat(again.exitCode()).isNotZero();
        assertThat(again.output()).contains("already runs");
    }

    @Test
    @Order(4)
    void noServiceAnswersARoleWithoutTheGateway() throws Exception {
        for (String path : List.of(
                suite.address("task") + "/api/queues",
                suite.address("backendify") + "/backends",
                suite.address("workload") + "/api/workload/active",
                suite.address("anomaly") + "/api/anomaly/active")) {
            CurlCommand.Answer answer =
                    CurlCommand.parse("curl " + path, Map.of()).run(HTTP);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.contentType()).as(path).startsWith("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "tasks", "backendify", "badges", "workload", "anomaly"})
    @Order(5)
    void theGuidesExamplesDoWhatTheyShow(String name) throws Exception {
        Path guide = suite.guides().resolve("guide-" + name + ".md");
        List<GuideExamples.Example> examples = GuideExamples.read(guide);
        assertThat(examples).as("examples of " + guide).isNotEmpty();
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("GATEWAY", suite.gateway());
        variables.put("KEY", suite.key());
        // What the badges' guide has the reader make: a badge can be claimed once.
        variables.put("BADGE", UUID.randomUUID().toString());
        GuideReader reader = new GuideReader(HTTP, variables);
        for (GuideExamples.Example example : examples) {
            reader.follow(guide.getFileName().toString(), example);
        }
    }

    @Test
    @Order(6)
    void theDemoNamesTheCause() throws Exception {
        Outcome demo = suite.run("demo");
        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("cpu_stress", "node2");
    }

    @Test
    @Order(7)
    void underLoadEveryAnswerIsRight() throws Exception {
        Outcome load =
                suite.run("load", "--mode", "all", "--requests", "500", "--concurrency", "10", "--timeout-ms", "60000");
        assertThat(load.exitCode()).as(load.output()).isZero();
    }

    /** All of it has been in use by now. */
    @Test
    @Order(8)
    void everyMetricThatDashboardsAndAlertsAskForIsThere() throws Exception {
        Observability observability = new Observability(SuiteUnderTest.project());
        // Some are of what happens every few seconds.
        await().atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(missing(observability)).isEmpty());
    }

    /** The metrics that are asked for and are not there, by who asks. */
    private static Map<String, Set<String>> missing(Observability observability) throws Exception {
        Set<String> shown = new TreeSet<>();
        for (String service : SERVICES) {
            HttpRequest scrape = HttpRequest.newBuilder(URI.create(suite.address(service) + "/q/metrics"))
                    .header("X-API-Key", suite.key())
                    .build();
            HttpResponse<String> metrics = HTTP.send(scrape, HttpResponse.BodyHandlers.ofString());
            assertThat(metrics.statusCode()).as(service).isEqualTo(200);
            metrics.body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> shown.add(line.replaceAll("[{ ].*", "")));
        }
        shown.addAll(observability.recorded());
        Map<String, Set<String>> missing = new TreeMap<>();
        observability.queries().forEach((where, query) -> {
            Set<String> names = Observability.metricsOf(query);
            assertThat(names).as(where).isNotEmpty();
            names.removeAll(shown);
            if (!names.isEmpty()) {
                missing.put(where, names);
            }
        });
        return missing;
    }

    @Test
    @Order(9)
    void whatWasAcceptedSurvivesAServiceAndRedisKilled() throws Exception {
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        AtomicBoolean sending = new AtomicBoolean(true);
        Thread sender = new Thread(() -> send(accepted, sending));
        sender.start();
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> accepted.size() > 50);
            kill("task");
            // A unit that was killed is healthy again only when it was started again and answers.
            int beforeRedis = accepted.size();
            await().atMost(Duration.ofMinutes(2)).until(() -> accepted.size() > beforeRedis + 50);
            kill("redis");
            int afterRedis = accepted.size();
            await().atMost(Duration.ofMinutes(2)).until(() -> accepted.size() > afterRedis + 50);
        } finally {
            sending.set(false);
            sender.join();
        }
        Set<String> lost = new TreeSet<>(accepted);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    lost.removeIf(suite::hasSucceeded);
                    assertThat(lost).isEmpty();
                });
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(healthyUnits()).containsAll(SERVICES));
        assertThat(Files.readString(suite.home().resolve(".quintet/logs/supervisor.log")))
                .contains("task", "redis");
    }

    private static void send(Set<String> accepted, AtomicBoolean sending) {
        while (sending.get()) {
            try {
                send().ifPresent(accepted::add);
                // So that there are not more than can be looked at afterwards.
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    /** The id of a task that was accepted; empty when it was refused, or the answer was cut off by a kill. */
    private static Optional<String> send() throws InterruptedException {
        try {
            HttpResponse<String> answer = suite.call("POST", "/api/tasks", "{\"type\":\"echo\",\"payload\":\"kept\"}");
            if (answer.statusCode() == 202) {
                return Optional.of(
                        SuiteUnderTest.JSON.readTree(answer.body()).get("id").asText());
            }
            TimeUnit.MILLISECONDS.sleep(100);
            return Optional.empty();
        } catch (IOException cut) {
            return Optional.empty();
        }
    }

    private static void kill(String unit) throws IOException, InterruptedException {
        for (JsonNode row : suite.status().path("units")) {
            if (row.path("name").asText().equals(unit)) {
                ProcessHandle.of(row.path("pid").asLong()).orElseThrow().destroyForcibly();
                return;
            }
        }
        throw new AssertionError("no unit " + unit);
    }

    private static Set<String> healthyUnits() throws IOException, InterruptedException {
        Set<String> healthy = new TreeSet<>();
        for (JsonNode unit : suite.status().path("units")) {
            if (unit.path("health").asText().equals("ready")) {
                healthy.add(unit.path("name").asText());
            }
        }
        return healthy;
    }

    @Test
    @Order(10)
    void downLeavesNothing() throws Exception {
        List<ProcessHandle> before = new ArrayList<>();
        for (JsonNode unit : suite.status().path("units")) {
            ProcessHandle.of(unit.path("pid").asLong()).ifPresent(before::add);
        }
        assertThat(before).hasSizeGreaterThan(10);
        Outcome down = suite.run("down");
        assertThat(down.exitCode()).as(down.output()).isZero();
        assertThat(before).noneMatch(ProcessHandle::isAlive);
        assertThat(suite.ports())
                .allSatisfy(
                        (name, port) -> assertThat(Ports.isFree(port)).as(name).isTrue());
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            String folder = suite.home().toString();
            assertThat(all.filter(
                            process -> process.info().commandLine().orElse("").contains(folder)))
                    .isEmpty();
        }
    }

    @Test
    @Order(11)
    void theSameAgainAtOnce() throws Exception {
        Outcome up = suite.run("up", "--detach");
        assertThat(up.exitCode()).as(up.output()).isZero();
        Outcome down = suite.run("down");
        assertThat(down.exitCode()).as(down.output()).isZero();
    }
}
